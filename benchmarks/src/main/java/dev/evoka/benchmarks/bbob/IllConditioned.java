package dev.evoka.benchmarks.bbob;

import static dev.evoka.benchmarks.bbob.Transformation.along;
import static dev.evoka.benchmarks.bbob.Transformation.asymmetric;
import static dev.evoka.benchmarks.bbob.Transformation.conditioning;
import static dev.evoka.benchmarks.bbob.Transformation.minus;
import static dev.evoka.benchmarks.bbob.Transformation.oscillated;
import static dev.evoka.benchmarks.bbob.Transformation.squared;

/// Functions 10 to 14: unimodal with high conditioning.
final class IllConditioned {

    private IllConditioned() {}

    static Problem ellipsoid(Instance instance) {
        double[] optimum = instance.optimum(4);
        double[] weights = conditioning(1e12, instance.dimension());
        Matrix r = instance.r();
        return Problem.of(instance, optimum, x -> Separable.weighted(weights, oscillated(r.times(minus(x, optimum)))));
    }

    static Problem discus(Instance instance) {
        double[] optimum = instance.optimum(4);
        Matrix r = instance.r();
        return Problem.of(instance, optimum, x -> {
            double[] z = oscillated(r.times(minus(x, optimum)));
            return squared(z) + (1e6 - 1) * z[0] * z[0];
        });
    }

    static Problem bentCigar(Instance instance) {
        double[] optimum = instance.optimum(4);
        Matrix r = instance.r();
        return Problem.of(instance, optimum, x -> {
            double[] z = r.times(asymmetric(0.5, r.times(minus(x, optimum))));
            double first = z[0] * z[0];
            z[0] = 0;
            return first + 1e6 * squared(z);
        });
    }

    static Problem sharpRidge(Instance instance) {
        double[] optimum = instance.optimum(4);
        Matrix turned = instance.q().times(conditioning(10, instance.dimension()), instance.r());
        return Problem.of(instance, optimum, x -> {
            double[] z = turned.times(minus(x, optimum));
            double first = z[0] * z[0];
            z[0] = 0;
            return first + 100 * Math.sqrt(squared(z));
        });
    }

    static Problem differentPowers(Instance instance) {
        double[] optimum = instance.optimum(4);
        Matrix r = instance.r();
        return Problem.of(instance, optimum, x -> {
            double[] z = r.times(minus(x, optimum));
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                sum += Math.pow(Math.abs(z[i]), 2 + 4 * along(i, z.length));
            }
            return Math.sqrt(sum);
        });
    }
}
