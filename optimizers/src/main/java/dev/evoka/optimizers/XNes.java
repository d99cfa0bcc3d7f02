package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// Exponential natural evolution strategy (Glasmachers, Schaul, Sun, Wierstra, Schmidhuber 2010, "Exponential natural
/// evolution strategies"; Wierstra et al. 2014, JMLR 15, algorithm 5): a normal distribution with a full covariance
/// (σ B)(σ B)ᵀ, whose logarithm follows the natural gradient. A decomposition in each generation makes it one for up
/// to about a hundred dimensions.
///
/// Beyond the paper: candidates are drawn in mirrored pairs, and there are restarts. A candidate beyond a bound is
/// evaluated on it.
///
/// @param population candidates λ in a generation; empty = 4 + ⌊3 ln d⌋, or the run's parallelism if that is more
/// @param sigma first step size, in units of the initialisation's spread; empty = 0.5 if that is the bounds, else 1
/// @param meanRate learning rate of the mean
/// @param sigmaRate learning rate of the step size; empty = three times that of the shape; in the paper it is the same
/// @param shapeRate learning rate of the shape; empty = the paper's (9 + 3 ln d) / (5 d √d)
/// @param restarts whether a descent that is over is followed by another with twice the population
public record XNes(
        OptionalInt population,
        OptionalDouble sigma,
        double meanRate,
        OptionalDouble sigmaRate,
        OptionalDouble shapeRate,
        boolean restarts)
        implements SearchAlgorithm {

    public XNes {
        Settings.atLeast("population", 2, population);
        Settings.positive("sigma", sigma);
        Settings.positive("meanRate", meanRate);
        Settings.positive("sigmaRate", sigmaRate);
        Settings.positive("shapeRate", shapeRate);
    }

    /// The paper's population and rates of mean and shape, and restarts.
    public static XNes defaults() {
        return new XNes(
                OptionalInt.empty(), OptionalDouble.empty(), 1, OptionalDouble.empty(), OptionalDouble.empty(), true);
    }

    @Override
    public char tag() {
        return 'X';
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
        private final double rateOfStep;
        private final double rateOfShape;
        private final double[] scale;
        private final double firstStep;
        private final Descents descents;
        private final double[] mean;
        private final double[] b;
        private double step;

        /// Standard normal vectors of the open generation.
        private double[] z = new double[0];

        Evolution(SearchSpace space, long seed, int size) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            double usual = (9 + 3 * StrictMath.log(d)) / (5 * d * Math.sqrt(d));
            this.rateOfShape = shapeRate.orElse(Math.min(1, usual));
            this.rateOfStep = sigmaRate.orElse(3 * rateOfShape);
            this.scale = Start.spreads(space);
            this.firstStep = sigma.orElse(space.initialisation() instanceof Initialisation.Bounds ? 0.5 : 1);
            this.descents = new Descents(restarts, size);
            this.mean = Start.middle(space);
            this.b = new double[d * d];
            begin();
        }

        private void begin() {
            step = firstStep;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    b[i * d + j] = i == j ? 1 : 0;
                }
            }
        }

        @Override
        public double[] propose(long generation) {
            int size = descents.population();
            double[] values = new double[size * d];
            z = Mirrored.normal(seed, generation, size, d);
            for (int c = 0; c < size; c++) {
                for (int i = 0; i < d; i++) {
                    values[c * d + i] = space.clamp(i, mean[i] + step * scale[i] * times(i, z, c * d));
                }
            }
            return values;
        }

        /// Coordinate i of B v.
        private double times(int i, double[] v, int at) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += b[i * d + j] * v[at + j];
            }
            return sum;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            double[] utilities = Utilities.natural(errors);
            double[] gradient = new double[d];
            DMatrixRMaj m = new DMatrixRMaj(d, d);
            double sum = 0;
            for (int c = 0; c < errors.length; c++) {
                double u = utilities[c];
                sum += u;
                for (int i = 0; i < d; i++) {
                    double s = z[c * d + i];
                    gradient[i] += u * s;
                    for (int j = 0; j < d; j++) {
                        m.data[i * d + j] += u * s * z[c * d + j];
                    }
                }
            }
            double trace = 0;
            for (int i = 0; i < d; i++) {
                m.data[i * d + i] -= sum;
                trace += m.data[i * d + i] / d;
            }
            for (int i = 0; i < d; i++) {
                m.data[i * d + i] -= trace;
            }
            double[] move = new double[d];
            for (int i = 0; i < d; i++) {
                move[i] = meanRate * step * scale[i] * times(i, gradient, 0);
            }
            for (int i = 0; i < d; i++) {
                mean[i] = space.clamp(i, mean[i] + move[i]);
            }
            step *= StrictMath.exp(rateOfStep / 2 * trace);
            turn(m);
            double longest = 0;
            for (int i = 0; i < d; i++) {
                longest = Math.max(longest, Numbers.squared(b, i * d, d));
            }
            if (descents.next(errors, step * Math.sqrt(longest) / firstStep)) {
                Start.point(space, new Draws(seed, generation, -1), mean, 0);
                begin();
            }
        }

        /// B ← B exp(η/2 ∇B) = B V exp(η/2 Λ) Vᵀ.
        private void turn(DMatrixRMaj gradient) {
            EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
            if (!eigen.decompose(gradient)) {
                return;
            }
            double[] next = new double[d * d];
            for (int k = 0; k < d; k++) {
                double factor =
                        StrictMath.exp(rateOfShape / 2 * eigen.getEigenvalue(k).getReal());
                DMatrixRMaj v = eigen.getEigenVector(k);
                for (int i = 0; i < d; i++) {
                    double along = factor * times(i, v.data, 0);
                    for (int j = 0; j < d; j++) {
                        next[i * d + j] += along * v.data[j];
                    }
                }
            }
            System.arraycopy(next, 0, b, 0, next.length);
        }

        @Override
        public double sigma() {
            return step * scale[0];
        }

        @Override
        public boolean converged() {
            return descents.over();
        }

        @Override
        public void write(StateWriter state) {
            descents.write(state);
            state.put(mean).put(step).put(b);
        }

        @Override
        public void read(ByteBuffer state) {
            descents.read(state);
            State.fill(state, mean);
            step = state.getDouble();
            State.fill(state, b);
        }
    }
}
