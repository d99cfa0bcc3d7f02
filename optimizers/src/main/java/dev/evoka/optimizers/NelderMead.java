package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The simplex method of Nelder and Mead with coefficients that follow the dimension (Nelder and Mead 1965, "A simplex
/// method for function minimization"; Gao and Han 2012, "Implementing the Nelder-Mead simplex algorithm with adaptive
/// parameters"): a local polish for up to some ten parameters that needs no smoothness. A point beyond a bound is put
/// on it.
///
/// A generation is one point; where more can be evaluated at once, it has all four points that a step may want:
/// reflected, expanded, contracted outside and inside. The path is the same.
///
/// A simplex that has become too small is followed by another elsewhere.
///
/// @param size edge of the first simplex, in units of the initialisation's spread
/// @param restarts whether there is more than one simplex
public record NelderMead(double size, boolean restarts) implements SearchAlgorithm {

    private static final double SMALLEST = 1e-13;

    public NelderMead {
        Settings.positive("size", size);
    }

    /// A first edge of half the spread, and restarts.
    public static NelderMead defaults() {
        return new NelderMead(0.5, true);
    }

    @Override
    public char tag() {
        return 'N';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Simplex(space, seed, budget.parallelism() >= 4);
    }

    /// What is evaluated next.
    private enum Stage implements Coded {
        CORNERS(0, 0),
        SHRUNK(1, 0),
        REFLECTED(2, 0),
        EXPANDED(3, 1),
        OUTSIDE(4, 2),
        INSIDE(5, 3);

        private final int code;

        /// Which of the points that are evaluated together.
        final int point;

        Stage(int code, int point) {
            this.code = code;
            this.point = point;
        }

        @Override
        public int code() {
            return code;
        }
    }

    private final class Simplex implements Search {
        private final SearchSpace space;
        private final long seed;
        private final boolean together;
        private final int d;
        private final double[] scale;

        /// Corners and their errors, the best first unless the corners are evaluated.
        private double[] corners;

        private double[] errors;
        private Stage stage = Stage.CORNERS;

        /// Error of the reflected point while another is evaluated.
        private double reflected;

        private boolean over;

        Simplex(SearchSpace space, long seed, boolean together) {
            this.space = space;
            this.seed = seed;
            this.together = together;
            this.d = space.dimension();
            this.scale = Start.spreads(space);
            this.errors = new double[d + 1];
            this.corners = corners(Start.first(space, new Draws(seed, -1, 0)));
        }

        private double[] corners(double[] point) {
            double[] all = new double[(d + 1) * d];
            for (int corner = 0; corner <= d; corner++) {
                System.arraycopy(point, 0, all, corner * d, d);
                if (corner > 0) {
                    int i = corner - 1;
                    double edge = point[i] + size * scale[i] > space.upper()[i] ? -size : size;
                    all[corner * d + i] = space.clamp(i, point[i] + edge * scale[i]);
                }
            }
            return all;
        }

        @Override
        public double[] propose(long generation) {
            return switch (stage) {
                case CORNERS -> corners.clone();
                case SHRUNK -> Arrays.copyOfRange(corners, d, corners.length);
                case REFLECTED -> together ? points(1, expansion(), contraction(), -contraction()) : points(1);
                case EXPANDED -> points(expansion());
                case OUTSIDE -> points(contraction());
                case INSIDE -> points(-contraction());
            };
        }

        private double expansion() {
            return d == 1 ? 2 : 1 + 2.0 / d;
        }

        private double contraction() {
            return d == 1 ? 0.5 : 0.75 - 0.5 / d;
        }

        private double shrinkage() {
            return d == 1 ? 0.5 : 1 - 1.0 / d;
        }

        /// Points on the line from the worst corner through the centre of the others, beyond the centre by these
        /// multiples of their distance.
        private double[] points(double... beyond) {
            double[] points = new double[beyond.length * d];
            for (int i = 0; i < d; i++) {
                double centre = 0;
                for (int corner = 0; corner < d; corner++) {
                    centre += corners[corner * d + i] / d;
                }
                for (int k = 0; k < beyond.length; k++) {
                    points[k * d + i] = space.clamp(i, centre + beyond[k] * (centre - corners[d * d + i]));
                }
            }
            return points;
        }

        @Override
        public void learn(long generation, double[] values, double[] told) {
            switch (stage) {
                case CORNERS -> entered(0, told);
                case SHRUNK -> entered(1, told);
                case REFLECTED -> {
                    reflected = Ranking.ranked(told[0]);
                    stage = wanted();
                    if (stage == Stage.REFLECTED) {
                        replace(values, 0, reflected);
                    } else if (together) {
                        step(values, stage.point * d, Ranking.ranked(told[stage.point]));
                    }
                }
                case EXPANDED, OUTSIDE, INSIDE -> step(values, 0, Ranking.ranked(told[0]));
            }
            if (stage == Stage.REFLECTED && collapsed()) {
                over = !restarts;
                double[] point = new double[d];
                Start.point(space, new Draws(seed, generation, -2), point, 0);
                corners = corners(point);
                stage = Stage.CORNERS;
            }
        }

        private void entered(int first, double[] told) {
            for (int corner = first; corner <= d; corner++) {
                errors[corner] = Ranking.ranked(told[corner - first]);
            }
            sort();
            stage = Stage.REFLECTED;
        }

        /// The point that decides, when the error of the reflected one is known.
        private Stage wanted() {
            if (reflected < errors[0]) {
                return Stage.EXPANDED;
            }
            if (reflected < errors[d - 1]) {
                return Stage.REFLECTED;
            }
            return reflected < errors[d] ? Stage.OUTSIDE : Stage.INSIDE;
        }

        private void step(double[] values, int at, double error) {
            boolean better = error < (stage == Stage.INSIDE ? errors[d] : reflected);
            if (better) {
                replace(values, at, error);
            } else if (stage == Stage.EXPANDED) {
                replace(points(1), 0, reflected);
            } else {
                for (int each = d; each < corners.length; each++) {
                    corners[each] = corners[each % d] + shrinkage() * (corners[each] - corners[each % d]);
                }
                stage = Stage.SHRUNK;
                return;
            }
            stage = Stage.REFLECTED;
        }

        private void replace(double[] values, int at, double error) {
            System.arraycopy(values, at, corners, d * d, d);
            errors[d] = error;
            sort();
        }

        private void sort() {
            int[] order = Ranking.order(errors);
            double[] sorted = new double[corners.length];
            double[] sortedErrors = new double[d + 1];
            for (int corner = 0; corner <= d; corner++) {
                System.arraycopy(corners, order[corner] * d, sorted, corner * d, d);
                sortedErrors[corner] = errors[order[corner]];
            }
            corners = sorted;
            errors = sortedErrors;
        }

        /// True if all corners are about the same, or have the same error.
        private boolean collapsed() {
            if (errors[d] - errors[0] <= 1e-15 * Math.abs(errors[0]) || errors[0] == Double.POSITIVE_INFINITY) {
                return true;
            }
            for (int each = d; each < corners.length; each++) {
                if (Math.abs(corners[each] - corners[each % d]) > SMALLEST * scale[each % d]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public double sigma() {
            return Math.abs(corners[d * d] - corners[0]);
        }

        @Override
        public boolean converged() {
            return over;
        }

        @Override
        public void write(StateWriter state) {
            state.put(stage.code).put(over ? 1 : 0).put(reflected).put(corners).put(errors);
        }

        @Override
        public void read(ByteBuffer state) {
            stage = Coded.of("stage", Stage.values(), state.getInt());
            over = state.getInt() != 0;
            reflected = state.getDouble();
            State.fill(state, corners);
            State.fill(state, errors);
        }
    }
}
