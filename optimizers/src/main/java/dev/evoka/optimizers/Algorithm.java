package dev.evoka.optimizers;

/// The settings of an algorithm: a record whose components are the keys of the run spec, whose compact constructor
/// checks them, and whose static method `defaults()` gives the algorithm's defaults. Adding an algorithm is
/// one file and one line in [Algorithms].
public interface Algorithm {

    /// A new optimizer at generation 0.
    ///
    /// @throws IllegalArgumentException if the settings do not fit the search space; the message starts with the key
    DenseOptimizer start(SearchSpace space, long seed);

    /// An optimizer that goes on from `state`, which an optimizer of the same settings, space and seed gave.
    ///
    /// @throws IllegalArgumentException if the state is of another version or algorithm
    DenseOptimizer restore(SearchSpace space, long seed, byte[] state);
}
