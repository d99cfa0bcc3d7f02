package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The evolution strategy of OpenAI (Salimans, Ho, Chen, Sidor, Sutskever 2017, "Evolution strategies as a scalable
/// alternative to reinforcement learning", algorithm 2): mirrored candidates around a point, centred ranks, and Adam
/// (Kingma and Ba 2015, algorithm 1) on the gradient that they estimate. A candidate beyond a bound is evaluated on
/// it.
///
/// With a step size and a learning rate that stay, it never gets nearer than these. So both shrink by the same factor
/// in each generation until the budget is used up; without a budget they stay.
///
/// @param population candidates in a generation, one more if it is odd; empty = 16, or the run's parallelism if that is
/// more
/// @param sigma first distance of candidates from the point, in units of the initialisation's spread
/// @param learningRate first step of Adam, in units of the initialisation's spread; empty = 0.3 if that is the bounds,
/// else 1
/// @param last what remains of both at the end of the budget, as a share
/// @param evaluations over how many evaluations they shrink; empty = the run's budget
/// @param momentum β₁ of Adam
/// @param secondMomentum β₂ of Adam
public record OpenAiEs(
        OptionalInt population,
        double sigma,
        OptionalDouble learningRate,
        double last,
        OptionalLong evaluations,
        double momentum,
        double secondMomentum)
        implements SearchAlgorithm {

    private static final double EPSILON = 1e-8;

    public OpenAiEs {
        Settings.atLeast("population", 2, population);
        Settings.positive("sigma", sigma);
        Settings.positive("learningRate", learningRate);
        Settings.between("last", Double.MIN_NORMAL, 1, last);
        Settings.atLeast("evaluations", 1, evaluations);
        Settings.between("momentum", 0, 0.999999, momentum);
        Settings.between("secondMomentum", 0, 0.999999, secondMomentum);
    }

    /// 16 candidates at a distance of 0.3, β of 0.9 and 0.99; step size and learning rate shrink to 1e-5.
    public static OpenAiEs defaults() {
        return new OpenAiEs(OptionalInt.empty(), 0.3, OptionalDouble.empty(), 1e-5, OptionalLong.empty(), 0.9, 0.99);
    }

    @Override
    public char tag() {
        return 'O';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int size = population.orElse(Math.max(16, budget.parallelism()));
        OptionalLong horizon = evaluations.isPresent() ? evaluations : budget.evaluations(size);
        return new Descent(space, seed, size + size % 2, new Annealed(last, horizon));
    }

    private final class Descent implements Search {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final int size;
        private final Annealed annealed;
        private final double firstRate;
        private final double[] scale;
        private final double[] point;
        private final double[] first;
        private final double[] second;
        private long steps;

        /// Standard normal vectors of the open generation.
        private double[] z = new double[0];

        Descent(SearchSpace space, long seed, int size, Annealed annealed) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            this.size = size;
            this.annealed = annealed;
            boolean bounds = space.initialisation() instanceof Initialisation.Bounds;
            this.firstRate = learningRate.orElse(bounds ? 0.3 : 1);
            this.scale = Start.spreads(space);
            this.point = Start.middle(space);
            this.first = new double[d];
            this.second = new double[d];
        }

        private double share() {
            return annealed.share(steps * size);
        }

        @Override
        public double[] propose(long generation) {
            double[] values = new double[size * d];
            z = Mirrored.normal(seed, generation, size, d);
            double step = sigma * share();
            for (int c = 0; c < size; c++) {
                for (int i = 0; i < d; i++) {
                    int at = c * d + i;
                    values[at] = space.clamp(i, point[i] + step * scale[i] * z[at]);
                }
            }
            return values;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            double[] utilities = Utilities.centred(errors);
            double[] gradient = new double[d];
            for (int c = 0; c < size; c++) {
                for (int i = 0; i < d; i++) {
                    gradient[i] += utilities[c] * z[c * d + i];
                }
            }
            double rate = firstRate * share();
            steps++;
            double told = steps;
            double correction =
                    Math.sqrt(1 - StrictMath.pow(secondMomentum, told)) / (1 - StrictMath.pow(momentum, told));
            for (int i = 0; i < d; i++) {
                double g = gradient[i] / size;
                first[i] = momentum * first[i] + (1 - momentum) * g;
                second[i] = secondMomentum * second[i] + (1 - secondMomentum) * g * g;
                double step = rate * correction * first[i] / (Math.sqrt(second[i]) + EPSILON);
                point[i] = space.clamp(i, point[i] + scale[i] * step);
            }
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
            state.put(steps).put(point).put(first).put(second);
        }

        @Override
        public void read(ByteBuffer state) {
            steps = state.getLong();
            State.fill(state, point);
            State.fill(state, first);
            State.fill(state, second);
        }
    }
}
