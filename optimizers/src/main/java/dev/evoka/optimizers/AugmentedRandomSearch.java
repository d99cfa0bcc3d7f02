package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Augmented random search, version 1-t (Mania, Guy, Recht 2018, "Simple random search of static linear policies is
/// competitive for reinforcement learning", algorithm 2): mirrored candidates around a point; the best pairs move it by
/// their differences, divided by the standard deviation of their errors. A candidate beyond a bound is evaluated on it.
///
/// Step size and learning rate shrink by the same factor in each generation until the budget is used up; without a
/// budget they stay.
///
/// @param directions pairs N in a generation; empty = 16, or half of the run's parallelism if that is more
/// @param best pairs b that count; empty = half of the directions
/// @param sigma first distance ν of candidates from the point, in units of the initialisation's spread
/// @param learningRate first step α, in units of the initialisation's spread; empty = 0.3 if that is the bounds, else 1
/// @param last what remains of both at the end of the budget, as a share
/// @param evaluations over how many evaluations they shrink; empty = the run's budget
public record AugmentedRandomSearch(
        OptionalInt directions,
        OptionalInt best,
        double sigma,
        OptionalDouble learningRate,
        double last,
        OptionalLong evaluations)
        implements SearchAlgorithm {

    public AugmentedRandomSearch {
        Settings.atLeast("directions", 1, directions);
        Settings.atLeast("best", 1, best);
        if (directions.isPresent() && best.isPresent() && best.getAsInt() > directions.getAsInt()) {
            throw new IllegalArgumentException(
                    "best must be ≤ directions = %d but was %d".formatted(directions.getAsInt(), best.getAsInt()));
        }
        Settings.positive("sigma", sigma);
        Settings.positive("learningRate", learningRate);
        Settings.between("last", Double.MIN_NORMAL, 1, last);
        Settings.atLeast("evaluations", 1, evaluations);
    }

    /// 16 directions, of which half count, at a distance of 0.3; step size and learning rate shrink to 1e-5.
    public static AugmentedRandomSearch defaults() {
        return new AugmentedRandomSearch(
                OptionalInt.empty(), OptionalInt.empty(), 0.3, OptionalDouble.empty(), 1e-5, OptionalLong.empty());
    }

    @Override
    public char tag() {
        return 'U';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int pairs = directions.orElse(Math.max(16, (budget.parallelism() + 1) / 2));
        OptionalLong horizon = evaluations.isPresent() ? evaluations : budget.evaluations(2L * pairs);
        return new Descent(space, seed, pairs, new Annealed(last, horizon));
    }

    private final class Descent implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final int pairs;
        private final int counting;
        private final double firstRate;
        private final Annealed annealed;
        private final double[] scale;
        private final double[] point;
        private long steps;

        /// Standard normal vectors of the open generation.
        private double[] z = new double[0];

        Descent(SearchSpace space, long seed, int pairs, Annealed annealed) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            this.pairs = pairs;
            this.counting = Math.min(pairs, best.orElse((pairs + 1) / 2));
            this.firstRate = learningRate.orElse(space.initialisation() instanceof Initialisation.Bounds ? 0.3 : 1);
            this.annealed = annealed;
            this.scale = Start.spreads(space);
            this.point = Start.middle(space);
        }

        private double share() {
            return annealed.share(2 * steps * pairs);
        }

        @Override
        public double[] propose(long generation) {
            double[] values = new double[2 * pairs * d];
            z = Mirrored.normal(seed, generation, 2 * pairs, d);
            double step = sigma * share();
            for (int c = 0; c < 2 * pairs; c++) {
                for (int i = 0; i < d; i++) {
                    int at = c * d + i;
                    values[at] = space.clamp(i, point[i] + step * scale[i] * z[at]);
                }
            }
            return values;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            double rate = firstRate * share();
            steps++;
            double[] better = new double[pairs];
            for (int pair = 0; pair < pairs; pair++) {
                boolean whole = Double.isFinite(errors[2 * pair]) && Double.isFinite(errors[2 * pair + 1]);
                better[pair] = whole ? Math.min(errors[2 * pair], errors[2 * pair + 1]) : Double.NaN;
            }
            int[] order = Ranking.order(better);
            int used = Math.min(counting, Ranking.finite(better));
            double deviation = deviation(errors, order, used);
            if (!(deviation > 0)) {
                return;
            }
            for (int rank = 0; rank < used; rank++) {
                int pair = order[rank];
                double weight = rate * (errors[2 * pair + 1] - errors[2 * pair]) / (used * deviation);
                for (int i = 0; i < d; i++) {
                    point[i] += weight * scale[i] * z[2 * pair * d + i];
                }
            }
            for (int i = 0; i < d; i++) {
                point[i] = space.clamp(i, point[i]);
            }
        }

        /// Standard deviation σ_R of the errors of the best pairs, computed so that large errors do not overflow.
        private static double deviation(double[] errors, int[] order, int used) {
            double mean = 0;
            for (int rank = 0; rank < used; rank++) {
                int pair = order[rank];
                mean += errors[2 * pair] / (2 * used) + errors[2 * pair + 1] / (2 * used);
            }
            double squares = 0;
            double largest = 0;
            for (int rank = 0; rank < used; rank++) {
                largest = Math.max(largest, Math.abs(errors[2 * order[rank]] - mean));
                largest = Math.max(largest, Math.abs(errors[2 * order[rank] + 1] - mean));
            }
            for (int at = 0; at < 2 * used; at++) {
                double off = (errors[2 * order[at / 2] + at % 2] - mean) / Math.max(largest, Double.MIN_NORMAL);
                squares += off * off;
            }
            return largest * Math.sqrt(squares / (2 * used));
        }

        @Override
        public double sigma() {
            return sigma * share() * scale[0];
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public void write(StateWriter state) {
            state.put(steps).put(point);
        }

        @Override
        public void read(ByteBuffer state) {
            steps = state.getLong();
            State.fill(state, point);
        }
    }
}
