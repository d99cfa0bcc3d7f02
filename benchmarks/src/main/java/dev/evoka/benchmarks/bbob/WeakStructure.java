package dev.evoka.benchmarks.bbob;

import static dev.evoka.benchmarks.bbob.Transformation.conditioning;
import static dev.evoka.benchmarks.bbob.Transformation.minus;
import static dev.evoka.benchmarks.bbob.Transformation.penalty;
import static dev.evoka.benchmarks.bbob.Transformation.waves;

/// Functions 20 to 24, without the Gallagher ones: many optima, weak global structure.
final class WeakStructure {

    private WeakStructure() {}

    static Problem schwefel(Instance instance) {
        int d = instance.dimension();
        double peak = 4.2096874637;
        double[] signs = instance.signs();
        double[] scale = conditioning(10, d);
        double[] optimum = new double[d];
        for (int i = 0; i < d; i++) {
            optimum[i] = signs[i] * peak / 2;
        }
        return Problem.of(instance, optimum, x -> {
            double sum = 0;
            double beyond = 0;
            double before = 0;
            for (int i = 0; i < d; i++) {
                double positive = 2 * signs[i] * x[i];
                double chained = i == 0 ? positive : positive + 0.25 * (before - peak);
                before = positive;
                double z = 100 * (scale[i] * (chained - peak) + peak);
                sum += z * Math.sin(Math.sqrt(Math.abs(z)));
                double over = Math.max(0, Math.abs(z / 100) - 5);
                beyond += over * over;
            }
            return 4.189828872724339 - sum / (100 * d) + 100 * beyond;
        });
    }

    static Problem katsuura(Instance instance) {
        int d = instance.dimension();
        double[] optimum = instance.optimum(4);
        Matrix turned = instance.q().times(conditioning(100, d), instance.r());
        double power = 10 / Math.pow(d, 1.2);
        double factor = 10.0 / d / d;
        return Problem.of(instance, optimum, x -> {
            double[] z = turned.times(minus(x, optimum));
            double product = 1;
            for (int i = 0; i < d; i++) {
                double sum = 0;
                for (double scale = 2; scale <= 0x1p32; scale *= 2) {
                    sum += Math.abs(scale * z[i] - Math.rint(scale * z[i])) / scale;
                }
                product *= Math.pow(1 + (i + 1) * sum, power);
            }
            return factor * product - factor + penalty(x);
        });
    }

    /// Lunacek's two funnels.
    static Problem lunacek(Instance instance) {
        int d = instance.dimension();
        double narrow = 2.5;
        double s = 1 - 1 / (2 * Math.sqrt(d + 20) - 8.2);
        double wide = -Math.sqrt((narrow * narrow - 1) / s);
        double[] signs = instance.signs();
        double[] optimum = new double[d];
        for (int i = 0; i < d; i++) {
            optimum[i] = signs[i] * narrow / 2;
        }
        Matrix turned = instance.q().times(conditioning(100, d), instance.r());
        return Problem.of(instance, optimum, x -> {
            double[] z = new double[d];
            double first = 0;
            double second = d;
            for (int i = 0; i < d; i++) {
                double positive = 2 * signs[i] * x[i];
                z[i] = positive - narrow;
                first += z[i] * z[i];
                second += s * (positive - wide) * (positive - wide);
            }
            return Math.min(first, second) + 10 * waves(turned.times(z)) + 1e4 * penalty(x);
        });
    }
}
