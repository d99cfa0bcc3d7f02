package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A diagonal covariance matrix: a standard deviation for each coordinate (Ros and Hansen 2008, "A simple modification
/// in CMA-ES achieving linear time and space complexity"). Its learning rates are larger than a full matrix's by (d +
/// 2) / 3.
final class DiagonalShape implements Shape {

    private final int d;
    private final double[] path;
    private final double[] c;
    private final double[] root;

    DiagonalShape(int d) {
        this.d = d;
        this.path = new double[d];
        this.c = new double[d];
        this.root = new double[d];
        Arrays.fill(c, 1);
        Arrays.fill(root, 1);
    }

    @Override
    public void steps(double[] z, double[] y) {
        for (int at = 0; at < y.length; at += d) {
            for (int i = 0; i < d; i++) {
                y[at + i] = root[i] * z[at + i];
            }
        }
    }

    @Override
    public void learn(Selection selection, boolean moving) {
        CmaWeights constants = selection.constants();
        double push = moving ? Math.sqrt(constants.cC * (2 - constants.cC) * constants.muEff) : 0;
        double stand = moving ? 0 : constants.c1 * constants.cC * (2 - constants.cC);
        double[] weights = selection.weights();
        double sum = 0;
        for (double each : weights) {
            sum += each;
        }
        double keep = 1 + stand - constants.c1 - constants.cMu * sum;
        double[] squares = new double[d];
        int[] order = selection.order();
        for (int rank = 0; rank < weights.length; rank++) {
            int at = order[rank] * d;
            for (int i = 0; i < d; i++) {
                squares[i] += weights[rank] * selection.z()[at + i] * selection.z()[at + i];
            }
        }
        for (int i = 0; i < d; i++) {
            path[i] = (1 - constants.cC) * path[i] + push * selection.yMean()[i]; // eq. 45
            // Eq. 47 on the diagonal. Negative weights count for z² as they are, and never take more than half.
            double change = constants.cMu * squares[i] * c[i];
            c[i] = keep * c[i] + constants.c1 * path[i] * path[i] + Math.max(change, -0.5 * keep * c[i]);
            root[i] = Math.sqrt(c[i]);
        }
    }

    @Override
    public double deviation(int i) {
        return root[i];
    }

    @Override
    public void addAxis(long which, double factor, double[] point) {
        int i = (int) (which % d);
        point[i] += factor * root[i];
    }

    @Override
    public boolean degenerate() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double each : c) {
            least = Math.min(least, each);
            most = Math.max(most, each);
        }
        return !(least > 0) || !(most < 1e28 * least);
    }

    @Override
    public void write(StateWriter state) {
        state.put(path);
        state.put(c);
    }

    @Override
    public void read(ByteBuffer buffer) {
        State.fill(buffer, path);
        State.fill(buffer, c);
        Arrays.setAll(root, i -> Math.sqrt(c[i]));
    }
}
