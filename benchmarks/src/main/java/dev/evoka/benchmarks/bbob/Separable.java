package dev.evoka.benchmarks.bbob;

import static dev.evoka.benchmarks.bbob.Transformation.along;
import static dev.evoka.benchmarks.bbob.Transformation.asymmetric;
import static dev.evoka.benchmarks.bbob.Transformation.conditioning;
import static dev.evoka.benchmarks.bbob.Transformation.minus;
import static dev.evoka.benchmarks.bbob.Transformation.oscillated;
import static dev.evoka.benchmarks.bbob.Transformation.penalty;
import static dev.evoka.benchmarks.bbob.Transformation.squared;
import static dev.evoka.benchmarks.bbob.Transformation.waves;

/// Functions 1 to 5: every coordinate can be searched alone.
final class Separable {

    private Separable() {}

    static Problem sphere(Instance instance) {
        double[] optimum = instance.optimum(4);
        return Problem.of(instance, optimum, x -> squared(minus(x, optimum)));
    }

    static Problem ellipsoid(Instance instance) {
        double[] optimum = instance.optimum(4);
        double[] weights = conditioning(1e12, instance.dimension());
        return Problem.of(instance, optimum, x -> weighted(weights, oscillated(minus(x, optimum))));
    }

    static double weighted(double[] weights, double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += weights[i] * z[i] * z[i];
        }
        return sum;
    }

    static Problem rastrigin(Instance instance) {
        double[] optimum = instance.optimum(4);
        double[] scale = conditioning(10, instance.dimension());
        return Problem.of(instance, optimum, x -> {
            double[] z = asymmetric(0.2, oscillated(minus(x, optimum)));
            for (int i = 0; i < z.length; i++) {
                z[i] *= scale[i];
            }
            return 10 * waves(z) + squared(z);
        });
    }

    /// Büche and Rastrigin.
    static Problem bueche(Instance instance) {
        double[] optimum = instance.optimum(4);
        double[] scale = conditioning(10, instance.dimension());
        for (int i = 0; i < optimum.length; i += 2) {
            optimum[i] = Math.abs(optimum[i]);
        }
        return Problem.of(instance, optimum, x -> {
            double[] z = oscillated(minus(x, optimum));
            for (int i = 0; i < z.length; i++) {
                z[i] *= z[i] > 0 && i % 2 == 0 ? 10 * scale[i] : scale[i];
            }
            return 10 * waves(z) + squared(z) + 100 * penalty(x);
        });
    }

    /// Linear slope; the optimum is a corner, and everything beyond it is as good.
    static Problem slope(Instance instance) {
        int d = instance.dimension();
        double[] optimum = instance.signs();
        double[] slope = new double[d];
        for (int i = 0; i < d; i++) {
            slope[i] = optimum[i] * Math.pow(10, along(i, d));
            optimum[i] *= 5;
        }
        return Problem.of(instance, optimum, x -> {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                double z = x[i] * optimum[i] < 25 ? x[i] : optimum[i];
                sum += 5 * Math.abs(slope[i]) - slope[i] * z;
            }
            return sum;
        });
    }
}
