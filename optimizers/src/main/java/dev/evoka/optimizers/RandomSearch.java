package dev.evoka.optimizers;

/// Random search: every candidate is drawn from the initialisation. The yardstick for all others.
///
/// @param population candidates in a generation
public record RandomSearch(int population) implements Algorithm {

    private static final char TAG = 'R';

    public RandomSearch {
        if (population < 1) {
            throw new IllegalArgumentException("population must be ≥ 1 but was " + population);
        }
    }

    /// Generations of 32.
    public static RandomSearch defaults() {
        return new RandomSearch(32);
    }

    @Override
    public DenseOptimizer start(SearchSpace space, long seed) {
        return new Search(space, seed, 0);
    }

    @Override
    public DenseOptimizer restore(SearchSpace space, long seed, byte[] state) {
        return new Search(space, seed, State.open(TAG, state).getLong());
    }

    private final class Search implements DenseOptimizer {
        private final SearchSpace space;
        private final long seed;
        private long generation;

        Search(SearchSpace space, long seed, long generation) {
            this.space = space;
            this.seed = seed;
            this.generation = generation;
        }

        @Override
        public Candidates ask() {
            double[] values = new double[population * space.dimension()];
            for (int c = 0; c < population; c++) {
                Start.point(space, new Draws(seed, generation, c), values, c * space.dimension());
            }
            return new Candidates(population, space.dimension(), values);
        }

        @Override
        public void tell(double[] errors) {
            Ranking.checkLength(errors, population);
            generation++;
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public double sigma() {
            return Double.NaN;
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public byte[] state() {
            return State.begin(TAG, 8).putLong(generation).array();
        }
    }
}
