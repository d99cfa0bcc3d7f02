package dev.evoka.optimizers;

/// The settings of an algorithm: a record whose components are the keys of the run spec, whose compact constructor
/// checks them, and whose static method `defaults()` gives the algorithm's defaults. Adding an algorithm is
/// one file and one line in [Algorithms].
///
/// An algorithm implements [#begin] and [#resume] and sees a continuous space alone. Parameters of other kinds are
/// decoded between it and whoever asks; one that can make use of them finds their kinds in the space.
public interface Algorithm {

    /// A new optimizer at generation 0.
    ///
    /// @throws IllegalArgumentException if the settings do not fit the search space; the message starts with the key
    default DenseOptimizer start(SearchSpace space, long seed, Budget budget) {
        return space.continuous()
                ? begin(space, seed, budget)
                : new Decoded(space, begin(space.coordinates(), seed, budget));
    }

    /// The same with nothing known of the budget.
    default DenseOptimizer start(SearchSpace space, long seed) {
        return start(space, seed, Budget.unknown());
    }

    /// An optimizer that goes on from `state`, which an optimizer of the same settings, space, seed and budget gave.
    ///
    /// @throws IllegalArgumentException if the state is of another version or algorithm
    default DenseOptimizer restore(SearchSpace space, long seed, Budget budget, byte[] state) {
        return space.continuous()
                ? resume(space, seed, budget, state)
                : new Decoded(space, resume(space.coordinates(), seed, budget, state));
    }

    /// The same with nothing known of the budget.
    default DenseOptimizer restore(SearchSpace space, long seed, byte[] state) {
        return restore(space, seed, Budget.unknown(), state);
    }

    /// A new optimizer in a space of coordinates: what [#start] calls.
    DenseOptimizer begin(SearchSpace coordinates, long seed, Budget budget);

    /// An optimizer in a space of coordinates that goes on from a state: what [#restore] calls.
    DenseOptimizer resume(SearchSpace coordinates, long seed, Budget budget, byte[] state);
}
