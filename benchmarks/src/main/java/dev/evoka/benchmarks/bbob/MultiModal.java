package dev.evoka.benchmarks.bbob;

import static dev.evoka.benchmarks.bbob.Transformation.asymmetric;
import static dev.evoka.benchmarks.bbob.Transformation.conditioning;
import static dev.evoka.benchmarks.bbob.Transformation.minus;
import static dev.evoka.benchmarks.bbob.Transformation.oscillated;
import static dev.evoka.benchmarks.bbob.Transformation.penalty;
import static dev.evoka.benchmarks.bbob.Transformation.squared;
import static dev.evoka.benchmarks.bbob.Transformation.waves;

/// Functions 15 to 19: many optima with an adequate global structure.
final class MultiModal {

    private static final int TERMS = 12;

    private MultiModal() {}

    static Problem rastrigin(Instance instance) {
        double[] optimum = instance.optimum(4);
        Matrix r = instance.r();
        Matrix q = instance.q();
        Matrix turned = r.times(conditioning(10, instance.dimension()), q);
        return Problem.of(instance, optimum, x -> {
            double[] z = turned.times(asymmetric(0.2, oscillated(r.times(minus(x, optimum)))));
            return 10 * waves(z) + squared(z);
        });
    }

    static Problem weierstrass(Instance instance) {
        int d = instance.dimension();
        double[] optimum = instance.optimum(4);
        Matrix r = instance.r();
        Matrix turned = r.times(conditioning(0.01, d), instance.q());
        double lowest = fractal(0);
        return Problem.of(instance, optimum, x -> {
            double sum = 0;
            for (double z : turned.times(oscillated(r.times(minus(x, optimum))))) {
                sum += fractal(z);
            }
            double height = sum / d - lowest;
            return 10 * height * height * height + 10.0 / d * penalty(x);
        });
    }

    private static double fractal(double z) {
        double sum = 0;
        double amplitude = 1;
        double frequency = 2 * Math.PI;
        for (int k = 0; k < TERMS; k++) {
            sum += amplitude * Math.cos(frequency * (z + 0.5));
            amplitude /= 2;
            frequency *= 3;
        }
        return sum;
    }

    /// Schaffer's F7 with moderate (10) or high (1000) conditioning.
    static Problem schaffer(Instance instance, double condition) {
        int d = instance.dimension();
        double[] optimum = instance.optimum(4);
        double[] scale = conditioning(condition, d);
        Matrix r = instance.r();
        Matrix q = instance.q();
        return Problem.of(instance, optimum, x -> {
            double[] z = q.times(asymmetric(0.5, r.times(minus(x, optimum))));
            double sum = 0;
            for (int i = 0; i + 1 < d; i++) {
                double a = scale[i] * z[i];
                double b = scale[i + 1] * z[i + 1];
                double squares = a * a + b * b;
                double wave = Math.sin(50 * Math.pow(squares, 0.1));
                sum += Math.sqrt(Math.sqrt(squares)) * (1 + wave * wave);
            }
            double mean = sum / (d - 1);
            return mean * mean + 10 * penalty(x);
        });
    }

    static Problem griewankRosenbrock(Instance instance) {
        int d = instance.dimension();
        Matrix r = instance.r();
        double factor = Math.max(1, Math.sqrt(d) / 8);
        return Problem.of(instance, Moderate.turnedOne(r, factor), x -> {
            double[] z = Moderate.turned(r, factor, x);
            double sum = 0;
            for (int i = 0; i + 1 < d; i++) {
                double off = z[i] * z[i] - z[i + 1];
                double s = 100 * off * off + (z[i] - 1) * (z[i] - 1);
                sum += s / 4000 - Math.cos(s);
            }
            return 10 * sum / (d - 1) + 10;
        });
    }
}
