package dev.evoka.optimizers;

/// A scrambled Sobol sequence over the initialisation: fills it more evenly than random search, so it finds more where
/// the budget is small and few parameters matter. It learns nothing.
///
/// @param population candidates in a generation
public record SobolSearch(int population) implements SearchAlgorithm {

    public SobolSearch {
        Settings.atLeast("population", 1, population);
    }

    /// Generations of 32.
    public static SobolSearch defaults() {
        return new SobolSearch(32);
    }

    @Override
    public char tag() {
        return 'Q';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        Sobol sobol = new Sobol(space.dimension(), seed);
        return new Sampler(generation -> {
            double[] points = new double[population * space.dimension()];
            Start.fill(space, (c, i) -> sobol.coordinate(i, generation * population + c), points);
            return points;
        });
    }
}
