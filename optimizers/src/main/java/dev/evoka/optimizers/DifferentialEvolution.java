package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/// Differential evolution in its plain forms, rand/1/bin and best/1/bin (Storn and Price 1997, "Differential evolution:
/// a simple and efficient heuristic for global optimization over continuous spaces"; equations are that paper's).
/// A coordinate beyond a bound is put half-way between the parent and the bound.
///
/// @param population members; empty = 20 √d, 400 at most, but the run's parallelism at least
/// @param base what a difference is added to
/// @param factor smallest factor F of the difference
/// @param dither how much larger than `factor` it may be: each candidate draws its own
/// @param crossover crossover rate CR
public record DifferentialEvolution(OptionalInt population, Base base, double factor, double dither, double crossover)
        implements SearchAlgorithm {

    private static final int SMALLEST = 4;

    /// What a difference is added to.
    public enum Base {
        /// A member drawn at random: rand/1/bin.
        RAND,

        /// The best member: best/1/bin.
        BEST
    }

    public DifferentialEvolution {
        Settings.atLeast("population", SMALLEST, population);
        Settings.positive("factor", factor);
        Settings.between("dither", 0, 2, dither);
        Settings.between("crossover", 0, 1, crossover);
    }

    /// best/1/bin with F between 0.5 and 1 and CR = 0.8.
    public static DifferentialEvolution defaults() {
        return new DifferentialEvolution(OptionalInt.empty(), Base.BEST, 0.5, 0.5, 0.8);
    }

    @Override
    public char tag() {
        return 'D';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int usual = Math.clamp(Math.round(20 * Math.sqrt(space.dimension())), 20, 400);
        return new Evolution(space, seed, population.orElse(Math.max(usual, budget.parallelism())));
    }

    private final class Evolution implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final int size;
        private final double[] members;
        private final double[] memberErrors;

        Evolution(SearchSpace space, long seed, int size) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            this.size = size;
            this.members = new double[size * d];
            this.memberErrors = new double[size];
            Arrays.fill(memberErrors, Double.POSITIVE_INFINITY);
        }

        @Override
        public double[] propose(long generation) {
            if (generation == 0) {
                return Start.points(space, seed, 0, size);
            }
            double[] values = new double[size * d];
            int best = Ranking.best(memberErrors);
            for (int c = 0; c < size; c++) {
                Draws draws = new Draws(seed, generation, c);
                int r1 = base == Base.BEST ? best : other(draws, c, c, c);
                int r2 = other(draws, c, r1, r1);
                int r3 = other(draws, c, r1, r2);
                cross(draws, c, r1, r2, r3, values);
            }
            return values;
        }

        private int other(Draws draws, int a, int b, int c) {
            int pick = draws.below(size);
            while (pick == a || pick == b || pick == c) {
                pick = draws.below(size);
            }
            return pick;
        }

        /// v = x_r1 + F (x_r2 - x_r3) (eq. 3), mixed with the parent (eq. 5).
        private void cross(Draws draws, int c, int r1, int r2, int r3, double[] values) {
            int forced = draws.below(d);
            double f = factor + dither * draws.uniform();
            for (int i = 0; i < d; i++) {
                double x = members[c * d + i];
                if (draws.uniform() < crossover || i == forced) {
                    double v = members[r1 * d + i] + f * (members[r2 * d + i] - members[r3 * d + i]);
                    x = Population.halfWay(space, i, x, v);
                }
                values[c * d + i] = x;
            }
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            for (int c = 0; c < size; c++) {
                double error = Ranking.ranked(errors[c]);
                if (error <= memberErrors[c]) {
                    System.arraycopy(values, c * d, members, c * d, d);
                    memberErrors[c] = error;
                }
            }
        }

        @Override
        public void welcome(double[] point, double error) {
            int worst = Ranking.order(memberErrors)[size - 1];
            if (error < memberErrors[worst]) {
                System.arraycopy(point, 0, members, worst * d, d);
                memberErrors[worst] = error;
            }
        }

        @Override
        public double sigma() {
            return Double.NaN;
        }

        @Override
        public boolean converged() {
            return Population.collapsed(members, d) && Double.isFinite(memberErrors[0]);
        }

        @Override
        public void write(StateWriter state) {
            state.put(members).put(memberErrors);
        }

        @Override
        public void read(ByteBuffer state) {
            State.fill(state, members);
            State.fill(state, memberErrors);
        }
    }
}
