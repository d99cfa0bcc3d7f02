package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A covariance matrix kept as a few vectors (Loshchilov, Glasmachers, Beyer 2017, "Limited-memory matrix adaptation
/// for large scale black-box optimization", algorithm 2): evolution paths of different length, each of which stretches
/// steps in its direction. Time and memory grow with the number of vectors times the dimension.
final class LimitedShape implements Shape {

    private final int d;
    private final int vectors;
    private final double[] paths;

    /// Deviations of the coordinates among the latest steps.
    private final double[] deviations;

    private long learned;

    LimitedShape(int d, int vectors) {
        this.d = d;
        this.vectors = vectors;
        this.paths = new double[vectors * d];
        this.deviations = new double[d];
        Arrays.fill(deviations, 1);
    }

    /// Line 5: y ← (1 - c_d,i) y + c_d,i m_i (m_iᵀ y).
    @Override
    public void steps(double[] z, double[] y) {
        System.arraycopy(z, 0, y, 0, z.length);
        double[] squares = new double[d];
        for (int at = 0; at < y.length; at += d) {
            double rate = 1.0 / d;
            for (int k = 0; k < Math.min(learned, vectors); k++) {
                double along = 0;
                for (int i = 0; i < d; i++) {
                    along += paths[k * d + i] * y[at + i];
                }
                for (int i = 0; i < d; i++) {
                    y[at + i] = (1 - rate) * y[at + i] + rate * along * paths[k * d + i];
                }
                rate /= 1.5;
            }
            for (int i = 0; i < d; i++) {
                squares[i] += y[at + i] * y[at + i];
            }
        }
        Arrays.setAll(deviations, i -> Math.sqrt(squares[i] * d / y.length));
    }

    /// Line 14.
    @Override
    public void learn(Selection selection, boolean moving) {
        CmaWeights constants = selection.constants();
        double rate = Math.min(1, (double) constants.lambda / d);
        for (int k = 0; k < vectors; k++) {
            double push = Math.sqrt(constants.muEff * rate * (2 - rate));
            for (int i = 0; i < d; i++) {
                paths[k * d + i] =
                        (1 - rate) * paths[k * d + i] + push * selection.zMean()[i];
            }
            rate /= 4;
        }
        learned++;
    }

    @Override
    public double deviation(int i) {
        return deviations[i];
    }

    @Override
    public void addAxis(long which, double factor, double[] point) {
        int i = (int) (which % d);
        point[i] += factor * deviations[i];
    }

    @Override
    public boolean degenerate() {
        return !Double.isFinite(Numbers.squared(deviations));
    }

    @Override
    public void write(StateWriter state) {
        state.put(learned);
        state.put(paths);
    }

    @Override
    public void read(ByteBuffer buffer) {
        learned = buffer.getLong();
        State.fill(buffer, paths);
    }
}
