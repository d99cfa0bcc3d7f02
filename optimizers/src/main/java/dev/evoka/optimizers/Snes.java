package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Separable natural evolution strategy (Wierstra, Schaul, Glasmachers, Sun, Peters, Schmidhuber 2014, "Natural
/// evolution strategies", JMLR 15, algorithm 6): a normal distribution with a step size of its own in each coordinate.
/// Time and memory grow with the dimension alone, so it does for many thousands.
///
/// Beyond the paper: candidates are drawn in mirrored pairs; the step sizes also have a common factor, which many
/// dimensions tell so well that it may learn fast; and there are restarts. A candidate beyond a bound is evaluated on
/// it. A step size of a whole number or category never falls below a fifth, so that others are still tried.
///
/// @param population candidates λ in a generation; empty = 4 + ⌊3 ln d⌋, or the run's parallelism if that is more
/// @param sigma first step size, in units of the initialisation's spread; empty = 0.5 if that is the bounds, else 1
/// @param meanRate learning rate of the mean; empty = 1 + d / (d + 200); the paper's is 1
/// @param sigmaRate learning rate of the step sizes; empty = the paper's (3 + ln d) / (5 √d)
/// @param commonRate learning rate of their common factor; empty = 2 d / (d + 200), and `sigmaRate` at least
/// @param restarts whether a descent that is over is followed by another with twice the population
public record Snes(
        OptionalInt population,
        OptionalDouble sigma,
        OptionalDouble meanRate,
        OptionalDouble sigmaRate,
        OptionalDouble commonRate,
        boolean restarts)
        implements SearchAlgorithm {

    static final double SMALLEST_OF_STEPS = 0.2;

    public Snes {
        Settings.atLeast("population", 2, population);
        Settings.positive("sigma", sigma);
        Settings.positive("meanRate", meanRate);
        Settings.positive("sigmaRate", sigmaRate);
        Settings.positive("commonRate", commonRate);
    }

    /// The paper's population and step-size rate, and restarts.
    public static Snes defaults() {
        return new Snes(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                true);
    }

    @Override
    public char tag() {
        return 'S';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int usual = 4 + (int) (3 * StrictMath.log(space.dimension()));
        return new Evolution(space, seed, population.orElse(Math.max(usual, budget.parallelism())));
    }

    private final class Evolution implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final double rateOfMean;
        private final double rateOfEach;
        private final double rateOfAll;
        private final double[] firstSteps;
        private final Descents descents;
        private final double[] mean;
        private final double[] steps;

        /// Standard normal vectors of the open generation.
        private double[] z = new double[0];

        Evolution(SearchSpace space, long seed, int size) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            double many = d / (d + 200.0);
            this.rateOfMean = meanRate.orElse(1 + many);
            this.rateOfEach = sigmaRate.orElse((3 + StrictMath.log(d)) / (5 * Math.sqrt(d)));
            this.rateOfAll = commonRate.orElse(Math.max(rateOfEach, 2 * many));
            this.firstSteps = Start.spreads(space);
            boolean bounds = space.initialisation() instanceof Initialisation.Bounds;
            for (int i = 0; i < d; i++) {
                firstSteps[i] *= sigma.orElse(bounds ? 0.5 : 1);
            }
            this.descents = new Descents(restarts, size);
            this.mean = Start.middle(space);
            this.steps = firstSteps.clone();
        }

        @Override
        public double[] propose(long generation) {
            int size = descents.population();
            double[] values = new double[size * d];
            z = Mirrored.normal(seed, generation, size, d);
            for (int c = 0; c < size; c++) {
                for (int i = 0; i < d; i++) {
                    int at = c * d + i;
                    values[at] = space.clamp(i, mean[i] + steps[i] * z[at]);
                }
            }
            return values;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            double[] utilities = Utilities.natural(errors);
            double[] gradient = new double[d];
            double[] each = new double[d];
            for (int c = 0; c < errors.length; c++) {
                for (int i = 0; i < d; i++) {
                    double s = z[c * d + i];
                    gradient[i] += utilities[c] * s;
                    each[i] += utilities[c] * (s * s - 1);
                }
            }
            double common = 0;
            for (int i = 0; i < d; i++) {
                common += each[i] / d;
            }
            double longest = 0;
            for (int i = 0; i < d; i++) {
                mean[i] = space.clamp(i, mean[i] + rateOfMean * steps[i] * gradient[i]);
                steps[i] *= StrictMath.exp((rateOfEach * (each[i] - common) + rateOfAll * common) / 2);
                longest = Math.max(longest, steps[i] / firstSteps[i]);
                if (space.kinds().get(i).discrete()) {
                    steps[i] = Math.max(steps[i], SMALLEST_OF_STEPS);
                }
            }
            if (descents.next(errors, longest)) {
                Start.point(space, new Draws(seed, generation, -1), mean, 0);
                System.arraycopy(firstSteps, 0, steps, 0, d);
            }
        }

        @Override
        public double sigma() {
            return steps[0];
        }

        @Override
        public boolean converged() {
            return descents.over();
        }

        @Override
        public void write(StateWriter state) {
            descents.write(state);
            state.put(mean).put(steps);
        }

        @Override
        public void read(ByteBuffer state) {
            descents.read(state);
            State.fill(state, mean);
            State.fill(state, steps);
        }
    }
}
