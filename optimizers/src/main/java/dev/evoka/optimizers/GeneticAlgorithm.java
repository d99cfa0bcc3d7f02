package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// Real-coded, elitist genetic algorithm: binary tournaments, simulated binary crossover (Deb and Agrawal 1995),
/// Gaussian mutation whose size is a share of the population's own spread in that gene, so that it fits unbounded
/// spaces.
///
/// @param population individuals
/// @param elite best individuals that go on unchanged; they are evaluated again with their generation
/// @param crossover probability that two parents are crossed
/// @param eta distribution index of the crossover: larger = children nearer to their parents
/// @param mutation expected number of mutated genes in a child
public record GeneticAlgorithm(int population, int elite, double crossover, double eta, double mutation)
        implements Algorithm {

    private static final char TAG = 'G';

    public GeneticAlgorithm {
        if (population < 4) {
            throw new IllegalArgumentException("population must be ≥ 4 but was " + population);
        }
        if (elite < 1 || elite >= population) {
            throw new IllegalArgumentException(
                    "elite must be between 1 and population - 1 = %d but was %d".formatted(population - 1, elite));
        }
        if (!(crossover >= 0 && crossover <= 1)) {
            throw new IllegalArgumentException("crossover must be between 0 and 1 but was " + crossover);
        }
        if (!(eta >= 0)) {
            throw new IllegalArgumentException("eta must be ≥ 0 but was " + eta);
        }
        if (!(mutation >= 0)) {
            throw new IllegalArgumentException("mutation must be ≥ 0 but was " + mutation);
        }
    }

    /// 100 individuals, 2 of them elite, crossover 0.9 with eta 5, one mutated gene a child.
    public static GeneticAlgorithm defaults() {
        return new GeneticAlgorithm(100, 2, 0.9, 5, 1);
    }

    @Override
    public DenseOptimizer start(SearchSpace space, long seed) {
        return new Evolution(space, seed, 0, new double[0], new double[0]);
    }

    @Override
    public DenseOptimizer restore(SearchSpace space, long seed, byte[] state) {
        ByteBuffer buffer = State.open(TAG, state);
        long generation = buffer.getLong();
        if (generation == 0) {
            return start(space, seed);
        }
        double[] parents = State.get(buffer, population * space.dimension());
        return new Evolution(space, seed, generation, parents, State.get(buffer, population));
    }

    private final class Evolution implements DenseOptimizer {
        private final SearchSpace space;
        private final long seed;
        private final int dimension;
        private long generation;
        private double[] parents;
        private double[] parentErrors;

        Evolution(SearchSpace space, long seed, long generation, double[] parents, double[] parentErrors) {
            this.space = space;
            this.seed = seed;
            this.dimension = space.dimension();
            this.generation = generation;
            this.parents = parents;
            this.parentErrors = parentErrors;
        }

        @Override
        public Candidates ask() {
            double[] values = new double[population * dimension];
            if (generation == 0) {
                for (int c = 0; c < population; c++) {
                    Start.point(space, new Draws(seed, 0, c), values, c * dimension);
                }
                return new Candidates(population, dimension, values);
            }
            int[] order = Ranking.order(parentErrors);
            for (int c = 0; c < elite; c++) {
                System.arraycopy(parents, order[c] * dimension, values, c * dimension, dimension);
            }
            double[] spread = spread();
            for (int c = elite; c < population; c++) {
                breed(new Draws(seed, generation, c), spread, values, c * dimension);
            }
            return new Candidates(population, dimension, values);
        }

        private void breed(Draws draws, double[] spread, double[] values, int at) {
            int mother = tournament(draws) * dimension;
            int father = tournament(draws) * dimension;
            boolean crossed = draws.uniform() < crossover;
            double rate = mutation / dimension;
            for (int i = 0; i < dimension; i++) {
                double gene = parents[mother + i];
                if (crossed && draws.uniform() < 0.5) {
                    double u = draws.uniform();
                    // Deb and Agrawal 1995, eq. 9: spread factor beta.
                    double beta = u <= 0.5
                            ? StrictMath.pow(2 * u, 1 / (eta + 1))
                            : StrictMath.pow(1 / (2 * (1 - u)), 1 / (eta + 1));
                    double sign = draws.uniform() < 0.5 ? -1 : 1;
                    gene = 0.5 * ((1 + sign * beta) * gene + (1 - sign * beta) * parents[father + i]);
                }
                if (draws.uniform() < rate) {
                    gene += spread[i] * draws.normal();
                }
                values[at + i] = space.reflect(i, gene);
            }
        }

        private int tournament(Draws draws) {
            int a = draws.below(population);
            int b = draws.below(population);
            return Ranking.ranked(parentErrors[b]) < Ranking.ranked(parentErrors[a]) ? b : a;
        }

        /// Standard deviation of each gene, but never nothing: a ten-billionth of the first spread at least.
        private double[] spread() {
            double[] spread = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                double mean = 0;
                for (int c = 0; c < population; c++) {
                    mean += parents[c * dimension + i];
                }
                mean /= population;
                double squares = 0;
                for (int c = 0; c < population; c++) {
                    double off = parents[c * dimension + i] - mean;
                    squares += off * off;
                }
                spread[i] = Math.max(Math.sqrt(squares / population), 1e-10 * Start.spread(space, i));
            }
            return spread;
        }

        @Override
        public void tell(double[] errors) {
            Ranking.checkLength(errors, population);
            parents = ask().values();
            parentErrors = errors.clone();
            generation++;
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public double sigma() {
            return generation == 0 ? Start.spread(space, 0) : spread()[0];
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public byte[] state() {
            ByteBuffer buffer = State.begin(TAG, 8 + 8 * (parents.length + parentErrors.length));
            buffer.putLong(generation);
            State.put(buffer, parents);
            State.put(buffer, parentErrors);
            return buffer.array();
        }
    }
}
