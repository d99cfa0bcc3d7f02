package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) with parallel proposals: a generation is a number of
/// Gaussian steps from the current point. Metropolis decides on the best of them. Step size follows the 1/5 success
/// rule (Rechenberg 1973): it grows by exp(0.8 / d) … and shrinks by a quarter of that. The temperature is a share
/// of the current error's distance to the best error found, and cools geometrically, so it needs no unit.
///
/// @param proposals steps from the current point in a generation
/// @param temperature first temperature, as a share of the spread of the first errors; > 0
/// @param cooling factor of the temperature in each generation; between 0 and 1
public record SimulatedAnnealing(int proposals, double temperature, double cooling) implements Algorithm {

    private static final char TAG = 'A';

    public SimulatedAnnealing {
        if (proposals < 1) {
            throw new IllegalArgumentException("proposals must be ≥ 1 but was " + proposals);
        }
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be > 0 but was " + temperature);
        }
        if (!(cooling > 0 && cooling < 1)) {
            throw new IllegalArgumentException("cooling must be between 0 and 1 but was " + cooling);
        }
    }

    /// Two proposals, temperature 0.02, cooling 0.99.
    public static SimulatedAnnealing defaults() {
        return new SimulatedAnnealing(2, 0.02, 0.99);
    }

    @Override
    public DenseOptimizer start(SearchSpace space, long seed) {
        return new Annealing(space, seed);
    }

    @Override
    public DenseOptimizer restore(SearchSpace space, long seed, byte[] state) {
        Annealing annealing = new Annealing(space, seed);
        ByteBuffer buffer = State.open(TAG, state);
        annealing.generation = buffer.getLong();
        annealing.error = buffer.getDouble();
        annealing.sigma = buffer.getDouble();
        annealing.heat = buffer.getDouble();
        annealing.current = State.get(buffer, space.dimension());
        return annealing;
    }

    private final class Annealing implements DenseOptimizer {
        private final SearchSpace space;
        private final long seed;
        private final int dimension;
        private final double growth;
        private final double shrinkage;
        private long generation;
        private double error = Double.POSITIVE_INFINITY;
        private double sigma = 1;
        private double heat;
        private double[] current;

        Annealing(SearchSpace space, long seed) {
            this.space = space;
            this.seed = seed;
            this.dimension = space.dimension();
            this.current = new double[dimension];
            if (space.initialisation() instanceof Initialisation.Point) {
                current = Start.middle(space);
            } else {
                Start.point(space, new Draws(seed, -1, 0), current, 0);
            }
            // With k proposals a success is the best of k: the rule aims at 1/5 for one, and at more for several.
            double rate = 1 - StrictMath.pow(0.8, proposals);
            double pace = 1 / Math.sqrt(dimension);
            this.growth = StrictMath.exp(pace * (1 - rate) * Math.min(4, 1 + 0.5 * (proposals - 1)) * 0.8);
            this.shrinkage = StrictMath.exp(-pace * rate * Math.min(4, 1 + 0.5 * (proposals - 1)) * 0.8);
        }

        @Override
        public Candidates ask() {
            double[] values = new double[proposals * dimension];
            for (int c = 0; c < proposals; c++) {
                int at = c * dimension;
                if (generation == 0 && c == 0) {
                    System.arraycopy(current, 0, values, 0, dimension);
                    continue;
                }
                Draws draws = new Draws(seed, generation, c);
                for (int i = 0; i < dimension; i++) {
                    double step = sigma * Start.spread(space, i) * draws.normal();
                    values[at + i] = space.reflect(i, current[i] + step);
                }
            }
            return new Candidates(proposals, dimension, values);
        }

        @Override
        public void tell(double[] errors) {
            Ranking.checkLength(errors, proposals);
            int best = Ranking.best(errors);
            double proposed = Ranking.ranked(errors[best]);
            boolean first = generation == 0;
            boolean better = proposed < error;
            if (first || better || accepted(proposed)) {
                double[] values = ask().values();
                double[] moved = new double[dimension];
                System.arraycopy(values, best * dimension, moved, 0, dimension);
                current = moved;
                error = proposed;
            }
            if (first) {
                heat = temperature * Math.max(Math.abs(Double.isFinite(error) ? error : 0), Double.MIN_NORMAL);
            } else {
                sigma *= better ? growth : shrinkage;
                heat *= cooling;
            }
            generation++;
        }

        /// Metropolis: exp(-Δ / T).
        private boolean accepted(double proposed) {
            double rise = proposed - error;
            return Double.isFinite(rise)
                    && heat > 0
                    && new Draws(seed, generation, -1).uniform() < StrictMath.exp(-rise / heat);
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public double sigma() {
            return sigma * Start.spread(space, 0);
        }

        @Override
        public boolean converged() {
            return sigma < 1e-150 || error == 0;
        }

        @Override
        public byte[] state() {
            ByteBuffer buffer = State.begin(TAG, 4 * 8 + 8 * dimension)
                    .putLong(generation)
                    .putDouble(error)
                    .putDouble(sigma)
                    .putDouble(heat);
            State.put(buffer, current);
            return buffer.array();
        }
    }
}
