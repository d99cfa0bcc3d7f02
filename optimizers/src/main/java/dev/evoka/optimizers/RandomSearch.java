package dev.evoka.optimizers;

/// Random search: every candidate is drawn from the initialisation. The yardstick for all others.
///
/// @param population candidates in a generation
public record RandomSearch(int population) implements SearchAlgorithm {

    public RandomSearch {
        Settings.atLeast("population", 1, population);
    }

    /// Generations of 32.
    public static RandomSearch defaults() {
        return new RandomSearch(32);
    }

    @Override
    public char tag() {
        return 'R';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Sampler(generation -> Start.points(space, seed, generation, population));
    }
}
