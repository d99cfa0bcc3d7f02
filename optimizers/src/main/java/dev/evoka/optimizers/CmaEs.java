package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// CMA-ES with weighted recombination and active update (Hansen, "The CMA Evolution Strategy: A Tutorial",
/// arXiv:1604.00772; equation numbers are the tutorial's). Candidates beyond a bound are mirrored at it; the
/// distribution is updated with the mirrored points. Meant for up to some hundred dimensions: the state has d²/2
/// numbers.
///
/// @param population candidates λ in a generation; empty = 4 + ⌊3 ln d⌋
/// @param sigma first step size; empty = the spread of the initialisation
public record CmaEs(OptionalInt population, OptionalDouble sigma) implements Algorithm {

    private static final char TAG = 'C';

    public CmaEs {
        if (population.isPresent() && population.getAsInt() < 4) {
            throw new IllegalArgumentException("population must be ≥ 4 but was " + population.getAsInt());
        }
        if (sigma.isPresent() && !(sigma.getAsDouble() > 0)) {
            throw new IllegalArgumentException("sigma must be > 0 but was " + sigma.getAsDouble());
        }
    }

    /// The tutorial's.
    public static CmaEs defaults() {
        return new CmaEs(OptionalInt.empty(), OptionalDouble.empty());
    }

    @Override
    public DenseOptimizer start(SearchSpace space, long seed) {
        return new Evolution(space, seed);
    }

    @Override
    public DenseOptimizer restore(SearchSpace space, long seed, byte[] state) {
        Evolution evolution = new Evolution(space, seed);
        evolution.read(State.open(TAG, state));
        return evolution;
    }

    private final class Evolution implements DenseOptimizer {
        private final SearchSpace space;
        private final long seed;
        private final int d;
        private final CmaWeights weights;
        private final int eigenInterval;
        private final double[] scale;
        private long generation;
        private long decomposed;
        private double step;
        private final double[] mean;
        private final double[] pathSigma;
        private final double[] pathC;
        private final double[] c;
        private final double[] decomposedC;
        private final double[] b;
        private final double[] axes;
        private boolean degenerate;

        Evolution(SearchSpace space, long seed) {
            this.space = space;
            this.seed = seed;
            this.d = space.dimension();
            this.weights = new CmaWeights(d, population.orElse(4 + (int) (3 * StrictMath.log(d))));
            this.eigenInterval = (int) Math.max(1, 1 / (weights.c1 + weights.cMu) / d / 10);
            this.mean = Start.middle(space);
            this.step = sigma.orElse(Start.spread(space, 0));
            this.scale = new double[d];
            for (int i = 0; i < d; i++) {
                scale[i] = Start.spread(space, i) / Start.spread(space, 0);
            }
            this.pathSigma = new double[d];
            this.pathC = new double[d];
            this.c = new double[d * d];
            this.decomposedC = new double[d * d];
            this.b = new double[d * d];
            this.axes = new double[d];
            for (int i = 0; i < d; i++) {
                c[i * d + i] = 1;
                b[i * d + i] = 1;
                axes[i] = 1;
            }
            System.arraycopy(c, 0, decomposedC, 0, c.length);
        }

        /// x = m + σ B D z (eqs. 38 to 40), mirrored at the bounds.
        @Override
        public Candidates ask() {
            int lambda = weights.lambda;
            double[] values = new double[lambda * d];
            double[] z = new double[d];
            for (int k = 0; k < lambda; k++) {
                Draws draws = new Draws(seed, generation, k);
                for (int i = 0; i < d; i++) {
                    z[i] = axes[i] * draws.normal();
                }
                for (int i = 0; i < d; i++) {
                    double y = 0;
                    for (int j = 0; j < d; j++) {
                        y += b[i * d + j] * z[j];
                    }
                    values[k * d + i] = space.reflect(i, mean[i] + step * scale[i] * y);
                }
            }
            return new Candidates(lambda, d, values);
        }

        @Override
        public void tell(double[] errors) {
            Ranking.checkLength(errors, weights.lambda);
            double[] values = ask().values();
            int[] order = Ranking.order(errors);
            int finite = 0;
            for (double error : errors) {
                finite += Double.isFinite(error) ? 1 : 0;
            }
            generation++;
            if (finite < weights.mu) {
                // Too few to learn from: look nearer, where candidates were fine before.
                step *= 0.9;
                return;
            }
            double[][] y = new double[weights.lambda][d];
            for (int k = 0; k < weights.lambda; k++) {
                for (int i = 0; i < d; i++) {
                    y[k][i] = (values[order[k] * d + i] - mean[i]) / (step * scale[i]);
                }
            }
            update(y, finite);
        }

        private void update(double[][] y, int finite) {
            double[] yw = new double[d];
            for (int k = 0; k < weights.mu; k++) {
                for (int i = 0; i < d; i++) {
                    yw[i] += weights.w[k] * y[k][i];
                }
            }
            double[] white = whitened(yw);
            double norm = 0;
            for (int i = 0; i < d; i++) {
                mean[i] = space.clamp(i, mean[i] + step * scale[i] * yw[i]); // eq. 42
                pathSigma[i] = (1 - weights.cSigma) * pathSigma[i]
                        + Math.sqrt(weights.cSigma * (2 - weights.cSigma) * weights.muEff) * white[i]; // eq. 43
                norm += pathSigma[i] * pathSigma[i];
            }
            norm = Math.sqrt(norm);
            double decay = 1 - StrictMath.pow(1 - weights.cSigma, 2.0 * generation);
            boolean hSigma = norm / Math.sqrt(decay) < (1.4 + 2 / (d + 1.0)) * weights.chi;
            double keep = 1 - weights.cC;
            for (int i = 0; i < d; i++) {
                double push = hSigma ? Math.sqrt(weights.cC * (2 - weights.cC) * weights.muEff) * yw[i] : 0;
                pathC[i] = keep * pathC[i] + push; // eq. 45
            }
            double[] w = weights.active(this::squaredLength, y, finite);
            double sum = 0;
            for (double each : w) {
                sum += each;
            }
            double old = 1 + (hSigma ? 0 : weights.c1 * weights.cC * (2 - weights.cC)) - weights.c1 - weights.cMu * sum;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    double rank = 0;
                    for (int k = 0; k < w.length; k++) {
                        rank += w[k] * y[k][i] * y[k][j];
                    }
                    double next = old * c[i * d + j] + weights.c1 * pathC[i] * pathC[j] + weights.cMu * rank; // eq. 47
                    c[i * d + j] = next;
                    c[j * d + i] = next;
                }
            }
            step *= StrictMath.exp(Math.min(1, weights.cSigma / weights.dSigma * (norm / weights.chi - 1))); // eq. 44
            if (generation - decomposed >= eigenInterval) {
                decomposed = generation;
                System.arraycopy(c, 0, decomposedC, 0, c.length);
                decompose();
            }
        }

        /// C^(-1/2) y.
        private double[] whitened(double[] y) {
            double[] white = new double[d];
            for (int j = 0; j < d; j++) {
                double along = 0;
                for (int i = 0; i < d; i++) {
                    along += b[i * d + j] * y[i];
                }
                along /= axes[j];
                for (int i = 0; i < d; i++) {
                    white[i] += b[i * d + j] * along;
                }
            }
            return white;
        }

        private double squaredLength(double[] y) {
            double sum = 0;
            for (double each : whitened(y)) {
                sum += each * each;
            }
            return sum;
        }

        private void decompose() {
            EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
            if (!eigen.decompose(new DMatrixRMaj(d, d, true, decomposedC.clone()))) {
                degenerate = true;
                return;
            }
            for (int j = 0; j < d; j++) {
                double value = eigen.getEigenvalue(j).getReal();
                degenerate |= !(value > 0) || value > 1e300;
                axes[j] = Math.sqrt(Math.max(value, 1e-300));
                DMatrixRMaj vector = eigen.getEigenVector(j);
                for (int i = 0; i < d; i++) {
                    b[i * d + j] = vector.get(i);
                }
            }
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public double sigma() {
            return step;
        }

        @Override
        public boolean converged() {
            double longest = 0;
            double largest = 0;
            for (int i = 0; i < d; i++) {
                longest = Math.max(longest, step * axes[i] * scale[i]);
                largest = Math.max(largest, Math.abs(mean[i]));
            }
            return degenerate || !Double.isFinite(step) || longest < 1e-15 * Math.max(1e-100, largest);
        }

        /// Both matrices as lower triangles: the one that is learned, and the one that was last decomposed.
        @Override
        public byte[] state() {
            ByteBuffer buffer = State.begin(TAG, 3 * 8 + 8 * (3 * d + d * (d + 1)));
            buffer.putLong(generation).putLong(decomposed).putDouble(step);
            State.put(buffer, mean);
            State.put(buffer, pathSigma);
            State.put(buffer, pathC);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    buffer.putDouble(c[i * d + j]).putDouble(decomposedC[i * d + j]);
                }
            }
            return buffer.array();
        }

        void read(ByteBuffer buffer) {
            generation = buffer.getLong();
            decomposed = buffer.getLong();
            step = buffer.getDouble();
            System.arraycopy(State.get(buffer, d), 0, mean, 0, d);
            System.arraycopy(State.get(buffer, d), 0, pathSigma, 0, d);
            System.arraycopy(State.get(buffer, d), 0, pathC, 0, d);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    c[i * d + j] = c[j * d + i] = buffer.getDouble();
                    decomposedC[i * d + j] = decomposedC[j * d + i] = buffer.getDouble();
                }
            }
            if (decomposed > 0) {
                decompose();
            }
        }
    }
}
