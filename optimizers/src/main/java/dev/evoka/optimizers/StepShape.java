package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The shape of Gaussian steps, learned from those that were accepted: a factor A of their covariance C = A Aᵀ, so that
/// steps are y = A z. The update is that of the (1+1)-CMA-ES (Igel, Suttorp, Hansen 2006, "A computational efficient
/// covariance matrix update and a (1+1)-CMA for evolution strategies"), with negative weight for steps far astray
/// (Arnold and Hansen 2010, "Active covariance matrix adaptation for the (1+1)-CMA-ES"). Beyond [#LARGEST] dimensions
/// there is too much to learn, and the shape stays as it is.
final class StepShape {

    /// Most dimensions in which a shape is learned.
    static final int LARGEST = 100;

    private static final double SQUEEZE = 0.2;

    private final int d;
    private final boolean learning;
    private final double pathRate;
    private final double rate;
    private final double negativeRate;
    private final double[] scale;
    private final double[] a;
    private final double[] inverse;
    private final double[] path;

    /// @param scale lengths of first steps
    /// @param learning false if the shape is to stay as it is
    StepShape(double[] scale, boolean learning) {
        this.d = scale.length;
        this.learning = learning && d > 1 && d <= LARGEST;
        this.pathRate = 2 / (d + 2.0);
        this.rate = 2 / (d * (double) d + 6);
        this.negativeRate = 0.4 / (StrictMath.pow(d, 1.6) + 1);
        this.scale = scale;
        this.a = new double[learning ? d * d : 0];
        this.inverse = new double[a.length];
        this.path = new double[learning ? d : 0];
    }

    /// Forgets all.
    void begin() {
        Arrays.fill(a, 0);
        Arrays.fill(inverse, 0);
        Arrays.fill(path, 0);
        for (int i = 0; i < path.length; i++) {
            a[i * d + i] = 1;
            inverse[i * d + i] = 1;
        }
    }

    /// Coordinate i of the step A z, in units of the search space.
    double step(double[] z, int i) {
        if (!learning) {
            return scale[i] * z[i];
        }
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += a[i * d + j] * z[j];
        }
        return scale[i] * sum;
    }

    /// Learns from a step A z that was accepted.
    ///
    /// @param often true when steps are accepted so often that they are about to grow: then the path takes no part
    void accepted(double[] z, boolean often) {
        if (!learning) {
            return;
        }
        double push = often ? 0 : Math.sqrt(pathRate * (2 - pathRate));
        for (int i = 0; i < d; i++) {
            double y = 0;
            for (int j = 0; j < d; j++) {
                y += a[i * d + j] * z[j];
            }
            path[i] = (1 - pathRate) * path[i] + push * y;
        }
        double[] w = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                w[i] += inverse[i * d + j] * path[j];
            }
        }
        double lost = often ? rate * (1 - pathRate * (2 - pathRate)) : rate;
        turn(w, Math.sqrt(1 - lost), rate / (1 - lost));
    }

    /// Learns from a step A z that led far astray.
    void astray(double[] z) {
        if (!learning) {
            return;
        }
        double least = 1 / Math.max(2 * Numbers.squared(z) - 1, 1e-300); // keeps C positive definite
        double negative = Math.min(negativeRate, least);
        turn(z, Math.sqrt(1 + negative), -negative / (1 + negative));
    }

    /// C ← k² (C + r A w wᵀ Aᵀ), by b = (√(1 + r |w|²) - 1) / |w|².
    private void turn(double[] w, double k, double r) {
        double squares = Numbers.squared(w);
        if (!(squares > 0)) {
            return;
        }
        turn(w, squares, k, (Math.sqrt(1 + r * squares) - 1) / squares);
    }

    /// Learns from a step that went beyond bounds: shortens steps across them, so that those along a bound stay long
    /// (Arnold and Hansen 2012, "A (1+1)-CMA-ES for constrained optimisation", the normal of a bound is known
    /// here, and need not be learned).
    ///
    /// @param beyond in which coordinates
    void squeeze(boolean[] beyond) {
        if (!learning) {
            return;
        }
        int crossed = 0;
        for (boolean each : beyond) {
            crossed += each ? 1 : 0;
        }
        for (int i = 0; i < d; i++) {
            if (beyond[i]) {
                double[] w = Arrays.copyOfRange(a, i * d, i * d + d);
                double squares = Numbers.squared(w);
                turn(w, squares, 1, -SQUEEZE / (d + 2) / crossed / Math.max(squares, Double.MIN_NORMAL));
            }
        }
    }

    /// A ← k (A + b A w wᵀ), and its inverse.
    private void turn(double[] w, double squares, double k, double b) {
        double[] row = new double[d];
        for (int i = 0; i < d; i++) {
            double along = 0;
            for (int j = 0; j < d; j++) {
                along += a[i * d + j] * w[j];
                row[j] += w[i] * inverse[i * d + j];
            }
            along *= b;
            for (int j = 0; j < d; j++) {
                a[i * d + j] = k * (a[i * d + j] + along * w[j]);
            }
        }
        double back = b / (1 + b * squares);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                inverse[i * d + j] = (inverse[i * d + j] - back * w[i] * row[j]) / k;
            }
        }
    }

    /// Standard deviation of the coordinate in which steps are longest, in first steps.
    double longest() {
        double longest = learning ? 0 : 1;
        for (int i = 0; i < path.length; i++) {
            longest = Math.max(longest, Numbers.squared(a, i * d, d));
        }
        return Math.sqrt(longest);
    }

    /// Makes the longest step 1 and gives the factor by which it was longer.
    double normalise() {
        double factor = longest();
        for (int i = 0; i < a.length; i++) {
            a[i] /= factor;
            inverse[i] *= factor;
        }
        for (int i = 0; i < path.length; i++) {
            path[i] /= factor;
        }
        return factor;
    }

    void write(StateWriter state) {
        state.put(a).put(inverse).put(path);
    }

    void read(ByteBuffer state) {
        State.fill(state, a);
        State.fill(state, inverse);
        State.fill(state, path);
    }
}
