package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/// Generalised simulated annealing (Tsallis and Stariolo 1996; Xiang, Sun, Fan, Gong 1997, "Generalized simulated
/// annealing algorithm and its application to the Thomson model"): steps have heavy tails, so that now and then one
/// leaves the basin even when it is cold. At each temperature d steps change all parameters and d steps change one
/// after the other. It needs bounds, or takes three standard deviations of the initialisation for them; steps are
/// folded into them. After the last temperature it begins again at the first, from a random point.
///
/// A generation is a number of proposals from the current point; the best of them is accepted or not.
///
/// @param visiting shape q_v of the steps, between 1 and 3; larger = heavier tails
/// @param acceptance shape q_a of the acceptance; the smaller the fewer rises are accepted
/// @param temperature first temperature T₀
/// @param restartRatio share of the first temperature at which it begins again
/// @param proposals steps from the current point in a generation; empty = the run's parallelism
public record GeneralisedAnnealing(
        double visiting, double acceptance, double temperature, double restartRatio, OptionalInt proposals)
        implements SearchAlgorithm {

    public GeneralisedAnnealing {
        Settings.between("visiting", 1.001, 2.999, visiting);
        Settings.between("acceptance", -10_000, 1, acceptance);
        Settings.positive("temperature", temperature);
        Settings.between("restartRatio", Double.MIN_NORMAL, 1, restartRatio);
        Settings.atLeast("proposals", 1, proposals);
    }

    /// q_v = 2.62, q_a = -5, T₀ = 5230, restarts at 2e-5 of it.
    public static GeneralisedAnnealing defaults() {
        return new GeneralisedAnnealing(2.62, -5, 5230, 2e-5, OptionalInt.empty());
    }

    @Override
    public char tag() {
        return 'T';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Annealing(space, seed, proposals.orElse(budget.parallelism()));
    }

    private final class Annealing implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final int count;
        private final double[] low;
        private final double[] width;
        private final double[] current;
        private double error = Double.POSITIVE_INFINITY;

        /// Proposals since the first temperature.
        private long proposed;

        private boolean begun;

        Annealing(SearchSpace space, long seed, int count) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            this.count = count;
            this.low = new double[d];
            this.width = new double[d];
            double[] middle = Start.middle(space);
            for (int i = 0; i < d; i++) {
                double reach = 3 * Start.spread(space, i);
                low[i] = Math.max(space.lower()[i], middle[i] - reach);
                width[i] = Math.min(space.upper()[i], middle[i] + reach) - low[i];
            }
            this.current = Start.first(space, new Draws(seed, -1, 0));
        }

        /// T at a step (Tsallis and Stariolo 1996, eq. 9).
        private double cooled(long step) {
            double falling = StrictMath.exp((visiting - 1) * StrictMath.log(2)) - 1;
            return temperature * falling / (StrictMath.exp((visiting - 1) * StrictMath.log(step + 2.0)) - 1);
        }

        private long step() {
            return proposed / (2L * d);
        }

        @Override
        public double[] propose(long generation) {
            double[] values = new double[count * d];
            for (int c = 0; c < count; c++) {
                System.arraycopy(current, 0, values, c * d, d);
                if (!begun && c == 0) {
                    continue;
                }
                Draws draws = new Draws(seed, generation, c);
                Visiting step = new Visiting(visiting, cooled(step()));
                int turn = (int) ((proposed + c) % (2L * d));
                if (turn < d) {
                    for (int i = 0; i < d; i++) {
                        values[c * d + i] = folded(i, current[i] + step.draw(draws));
                    }
                } else {
                    int i = turn - d;
                    values[c * d + i] = folded(i, current[i] + step.draw(draws));
                }
            }
            return values;
        }

        /// What leaves the box on one side comes in on the other.
        private double folded(int i, double value) {
            double inside = (value - low[i]) % width[i];
            return space.clamp(i, low[i] + (inside < 0 ? inside + width[i] : inside));
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            int best = Ranking.best(errors);
            double found = Ranking.ranked(errors[best]);
            if (!begun || accepted(found - error, new Draws(seed, generation, -1).uniform())) {
                System.arraycopy(values, best * d, current, 0, d);
                error = found;
            }
            begun = true;
            proposed += count;
            if (cooled(step()) < temperature * restartRatio) {
                proposed = 0;
                begun = false;
                Start.point(space, new Draws(seed, generation, -2), current, 0);
            }
        }

        /// Generalised Metropolis acceptance (eq. 5), at the temperature of the step.
        private boolean accepted(double rise, double chance) {
            if (rise <= 0) {
                return true;
            }
            double cold = cooled(step()) / (step() + 1);
            double base = 1 - (1 - acceptance) * rise / cold;
            return base > 0 && chance <= StrictMath.exp(StrictMath.log(base) / (1 - acceptance));
        }

        @Override
        public void welcome(double[] point, double better) {
            if (begun && better < error) {
                System.arraycopy(point, 0, current, 0, d);
                error = better;
            }
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
        public void write(StateWriter state) {
            state.put(begun ? 1 : 0).put(proposed).put(error).put(current);
        }

        @Override
        public void read(ByteBuffer state) {
            begun = state.getInt() != 0;
            proposed = state.getLong();
            error = state.getDouble();
            State.fill(state, current);
        }
    }
}
