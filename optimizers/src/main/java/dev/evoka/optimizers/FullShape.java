package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/// A full covariance matrix C and its Cholesky factor, which is renewed now and then: as often as the factor's cost
/// stays below that of the updates. A factor of C is as good as its square root, since the law of y = A z is the same;
/// it costs a thirtieth of an eigendecomposition. The state has d² + d numbers, the memory 2 d².
final class FullShape implements Shape {

    /// The diagonal of the factor bounds the condition of C from below; this is what doubles bear.
    private static final double WORST_CONDITION = 1e14;

    private final int d;
    private final long interval;
    private final double[] path;

    /// Lower triangle, row after row, in a square.
    private final double[] c;

    /// Transposed factor: row j has the numbers by which z_j enters y_j, …, y_(d-1).
    private final double[] a;

    private long learned;
    private boolean degenerate;

    FullShape(int d, CmaWeights constants) {
        this(d, Math.max(1, (long) (1 / (constants.c1 + constants.cMu) / d / 10)));
    }

    /// @param interval generations between renewals of the factor
    FullShape(int d, long interval) {
        this.d = d;
        this.interval = interval;
        this.path = new double[d];
        this.c = new double[d * d];
        this.a = new double[d * d];
        for (int i = 0; i < d; i++) {
            c[i * d + i] = 1;
            a[i * d + i] = 1;
        }
    }

    @Override
    public void steps(double[] z, double[] y) {
        Arrays.fill(y, 0);
        for (int j = 0; j < d; j++) {
            for (int at = 0; at < y.length; at += d) {
                double factor = z[at + j];
                for (int i = j; i < d; i++) {
                    y[at + i] += factor * a[j * d + i];
                }
            }
        }
    }

    @Override
    public void learn(Selection selection, boolean moving) {
        CmaWeights constants = selection.constants();
        double push = moving ? Math.sqrt(constants.cC * (2 - constants.cC) * constants.muEff) : 0;
        for (int i = 0; i < d; i++) {
            path[i] = (1 - constants.cC) * path[i] + push * selection.yMean()[i]; // eq. 45
        }
        double[] active = selection.active();
        double sum = 0;
        for (double each : active) {
            sum += each;
        }
        double stand = moving ? 0 : constants.c1 * constants.cC * (2 - constants.cC);
        double keep = 1 + stand - constants.c1 - constants.cMu * sum;
        for (int i = 0; i < d; i++) {
            learnRow(i, keep, active, selection);
        }
        learned++;
        if (learned % interval == 0) {
            factorise();
        }
    }

    /// Eq. 47 in one row.
    private void learnRow(int i, double keep, double[] active, Selection selection) {
        double[] y = selection.y();
        int[] order = selection.order();
        int row = i * d;
        double p = selection.constants().c1 * path[i];
        for (int j = 0; j <= i; j++) {
            c[row + j] = keep * c[row + j] + p * path[j];
        }
        for (int rank = 0; rank < active.length; rank++) {
            int at = order[rank] * d;
            double factor = selection.constants().cMu * active[rank] * y[at + i];
            for (int j = 0; j <= i; j++) {
                c[row + j] += factor * y[at + j];
            }
        }
    }

    private void factorise() {
        DMatrixRMaj matrix = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                matrix.data[i * d + j] = c[i * d + j];
                matrix.data[j * d + i] = c[i * d + j];
            }
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(d, true);
        if (!cholesky.decompose(matrix)) {
            degenerate = true;
            return;
        }
        double[] factor = cholesky.getT(matrix).data;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                a[j * d + i] = factor[i * d + j];
            }
            least = Math.min(least, factor[i * d + i]);
            most = Math.max(most, factor[i * d + i]);
        }
        degenerate = !(least > 0) || !(most * most < WORST_CONDITION * least * least);
    }

    /// A copy that shares nothing.
    FullShape copy() {
        FullShape copy = new FullShape(d, interval);
        System.arraycopy(c, 0, copy.c, 0, c.length);
        System.arraycopy(a, 0, copy.a, 0, a.length);
        return copy;
    }

    /// A⁻¹ (r C - B) A⁻ᵀ, where B = A Aᵀ is another matrix: how far r C is from it where it is the unit matrix.
    double[] whitened(FullShape other, double r) {
        double[] difference = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                difference[i * d + j] = r * c[i * d + j] - other.c[i * d + j];
                difference[j * d + i] = difference[i * d + j];
            }
        }
        return other.solved(transposed(other.solved(difference)));
    }

    /// A⁻¹ M.
    private double[] solved(double[] matrix) {
        double[] x = matrix.clone();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < d; k++) {
                    x[i * d + k] -= a[j * d + i] * x[j * d + k];
                }
            }
            for (int k = 0; k < d; k++) {
                x[i * d + k] /= a[i * d + i];
            }
        }
        return x;
    }

    private double[] transposed(double[] matrix) {
        double[] transposed = new double[matrix.length];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                transposed[j * d + i] = matrix[i * d + j];
            }
        }
        return transposed;
    }

    /// C ← (B + share (r C - B)) / s², with s such that the determinant stays that of B.
    ///
    /// @return s
    double blend(FullShape other, double r, double share) {
        for (int i = 0; i < c.length; i++) {
            c[i] = other.c[i] + share * (r * c[i] - other.c[i]);
        }
        factorise();
        double logarithm = 0;
        for (int i = 0; i < d; i++) {
            logarithm += StrictMath.log(a[i * d + i] / other.a[i * d + i]) / d;
        }
        double s = StrictMath.exp(logarithm);
        for (int i = 0; i < c.length; i++) {
            c[i] /= s * s;
            a[i] /= s;
        }
        return s;
    }

    @Override
    public double deviation(int i) {
        return Math.sqrt(c[i * d + i]);
    }

    @Override
    public void addAxis(long which, double factor, double[] point) {
        int j = (int) (which % d);
        for (int i = j; i < d; i++) {
            point[i] += factor * a[j * d + i];
        }
    }

    @Override
    public boolean degenerate() {
        return degenerate;
    }

    @Override
    public void write(StateWriter state) {
        state.put(learned).put(degenerate);
        state.put(path);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                state.put(c[i * d + j]).put(a[j * d + i]);
            }
        }
    }

    @Override
    public void read(ByteBuffer buffer) {
        learned = buffer.getLong();
        degenerate = State.flag(buffer);
        State.fill(buffer, path);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                c[i * d + j] = buffer.getDouble();
                a[j * d + i] = buffer.getDouble();
            }
        }
    }
}
