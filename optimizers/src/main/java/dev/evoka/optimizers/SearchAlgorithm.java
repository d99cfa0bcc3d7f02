package dev.evoka.optimizers;

/// An algorithm that is a [Search].
interface SearchAlgorithm extends Algorithm {

    /// What marks its states: no two algorithms have the same.
    char tag();

    /// The search at its start.
    ///
    /// @throws IllegalArgumentException if the settings do not fit the space; the message starts with the key
    Search search(SearchSpace coordinates, long seed, Budget budget);

    @Override
    default DenseOptimizer begin(SearchSpace coordinates, long seed, Budget budget) {
        return Searching.begin(tag(), coordinates.dimension(), search(coordinates, seed, budget));
    }

    @Override
    default DenseOptimizer resume(SearchSpace coordinates, long seed, Budget budget, byte[] state) {
        return Searching.resume(tag(), coordinates.dimension(), search(coordinates, seed, budget), state);
    }
}
