package dev.evoka.benchmarks.bbob;

import static dev.evoka.benchmarks.bbob.Transformation.conditioning;
import static dev.evoka.benchmarks.bbob.Transformation.minus;
import static dev.evoka.benchmarks.bbob.Transformation.oscillated;
import static dev.evoka.benchmarks.bbob.Transformation.penalty;

import java.util.Arrays;

/// Functions 6 to 9: low or moderate conditioning.
final class Moderate {

    private Moderate() {}

    static Problem attractiveSector(Instance instance) {
        double[] optimum = instance.optimum(4);
        Matrix turned = instance.q().times(conditioning(10, instance.dimension()), instance.r());
        return Problem.of(instance, optimum, x -> {
            double[] z = turned.times(minus(x, optimum));
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                double scaled = z[i] * optimum[i] > 0 ? 100 * z[i] : z[i];
                sum += scaled * scaled;
            }
            return Math.pow(oscillated(sum), 0.9);
        });
    }

    static Problem stepEllipsoid(Instance instance) {
        int d = instance.dimension();
        double[] optimum = instance.optimum(4);
        double[] scale = conditioning(10, d);
        double[] weights = conditioning(1e4, d);
        Matrix r = instance.r();
        Matrix q = instance.q();
        return Problem.of(instance, optimum, x -> {
            double[] z = r.times(minus(x, optimum));
            double first = Math.abs(scale[0] * z[0]);
            for (int i = 0; i < d; i++) {
                double scaled = scale[i] * z[i];
                z[i] = Math.abs(scaled) > 0.5 ? Math.floor(0.5 + scaled) : Math.floor(0.5 + 10 * scaled) / 10;
            }
            return 0.1 * Math.max(first / 1e4, Separable.weighted(weights, q.times(z))) + penalty(x);
        });
    }

    static Problem rosenbrock(Instance instance) {
        double[] optimum = instance.optimum(3);
        double factor = Math.max(1, Math.sqrt(instance.dimension()) / 8);
        return Problem.of(instance, optimum, x -> {
            double[] z = minus(x, optimum);
            for (int i = 0; i < z.length; i++) {
                z[i] = factor * z[i] + 1;
            }
            return valley(z);
        });
    }

    static Problem rotatedRosenbrock(Instance instance) {
        Matrix r = instance.r();
        double factor = Math.max(1, Math.sqrt(instance.dimension()) / 8);
        return Problem.of(instance, turnedOne(r, factor), x -> valley(turned(r, factor, x)));
    }

    /// z = factor R x + ½.
    static double[] turned(Matrix r, double factor, double[] x) {
        double[] z = r.times(x);
        for (int i = 0; i < z.length; i++) {
            z[i] = factor * z[i] + 0.5;
        }
        return z;
    }

    /// The x where z is 1 in every coordinate.
    static double[] turnedOne(Matrix r, double factor) {
        double[] half = new double[r.dimension()];
        Arrays.fill(half, 0.5 / factor);
        return r.transposedTimes(half);
    }

    private static double valley(double[] z) {
        double sum = 0;
        for (int i = 0; i + 1 < z.length; i++) {
            double off = z[i] * z[i] - z[i + 1];
            sum += 100 * off * off + (z[i] - 1) * (z[i] - 1);
        }
        return sum;
    }
}
