package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What BFGS knows of the inverse of the second derivatives (Nocedal and Wright 2006, "Numerical Optimization", eq.
/// 6.17).
final class InverseHessian {

    private final int d;
    private final double[] h;
    private final double[] lastPoint;
    private final double[] lastGradient;
    private boolean known;

    InverseHessian(int d) {
        this.d = d;
        this.h = new double[d * d];
        this.lastPoint = new double[d];
        this.lastGradient = new double[d];
    }

    /// Begins anew with the next gradient.
    void forget() {
        known = false;
    }

    /// Learns from the gradient at a point.
    ///
    /// @param curvature second derivatives along the coordinates, for a beginning; 0 where they are not known
    /// @param unit typical lengths
    void learn(double[] point, double[] gradient, double[] curvature, double[] unit) {
        if (known) {
            update(point, gradient);
        } else {
            begin(gradient, curvature, unit);
        }
        System.arraycopy(point, 0, lastPoint, 0, d);
        System.arraycopy(gradient, 0, lastGradient, 0, d);
        known = true;
    }

    private void begin(double[] gradient, double[] curvature, double[] unit) {
        Arrays.fill(h, 0);
        double most = Arrays.stream(curvature).max().orElseThrow();
        for (int i = 0; i < d; i++) {
            double bend = curvature[i] > 0 ? curvature[i] : most;
            h[i * d + i] = bend > 0 ? 1 / bend : unit[i] / (Math.abs(gradient[i]) + 1e-300);
        }
    }

    private void update(double[] point, double[] gradient) {
        double[] s = new double[d];
        double[] y = new double[d];
        double sy = 0;
        for (int i = 0; i < d; i++) {
            s[i] = point[i] - lastPoint[i];
            y[i] = gradient[i] - lastGradient[i];
            sy += s[i] * y[i];
        }
        double[] hy = times(y);
        double yhy = 0;
        for (int i = 0; i < d; i++) {
            yhy += y[i] * hy[i];
        }
        if (!(sy > 1e-10 * Math.sqrt(Numbers.squared(y) * Numbers.squared(s))) || !(yhy > 0)) {
            return; // curvature along the step is not positive: nothing to learn
        }
        double rho = 1 / sy;
        double factor = (1 + yhy * rho) * rho;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                h[i * d + j] += factor * s[i] * s[j] - rho * (hy[i] * s[j] + s[i] * hy[j]);
            }
        }
    }

    /// The matrix times a vector.
    double[] times(double[] vector) {
        double[] product = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                product[i] += h[i * d + j] * vector[j];
            }
        }
        return product;
    }

    void write(StateWriter state) {
        state.put(known).put(h).put(lastPoint).put(lastGradient);
    }

    void read(ByteBuffer state) {
        known = State.flag(state);
        State.fill(state, h);
        State.fill(state, lastPoint);
        State.fill(state, lastGradient);
    }
}
