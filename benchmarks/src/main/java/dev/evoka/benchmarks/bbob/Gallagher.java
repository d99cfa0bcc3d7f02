package dev.evoka.benchmarks.bbob;

import static dev.evoka.benchmarks.bbob.Transformation.along;
import static dev.evoka.benchmarks.bbob.Transformation.conditioning;
import static dev.evoka.benchmarks.bbob.Transformation.oscillated;
import static dev.evoka.benchmarks.bbob.Transformation.penalty;

/// Functions 21 and 22: the highest of many Gaussian peaks at random places.
final class Gallagher {

    private Gallagher() {}

    /// @param peaks number of peaks
    /// @param condition conditioning of the highest, before the square root
    /// @param room peaks lie between -room and room
    static Problem peaks(Instance instance, int peaks, double condition, double room) {
        int d = instance.dimension();
        Matrix r = instance.r();
        double[] heights = new double[peaks];
        double[][] centres = new double[peaks][];
        double[][] shapes = new double[peaks][d];
        int[] conditions = instance.order(10, peaks - 1);
        double[] optimum = new double[d];
        for (int peak = 0; peak < peaks; peak++) {
            double share = peak == 0 ? 0.8 : 1;
            double[] centre = instance.uniform(100 + peak, -room * share, room * share, d);
            if (peak == 0) {
                optimum = centre;
            }
            centres[peak] = r.times(centre);
            heights[peak] = peak == 0 ? 10 : 1.1 + 8.0 * (peak - 1) / (peaks - 2);
            double alpha = peak == 0 ? condition : Math.pow(1000, 2 * along(conditions[peak - 1], peaks - 1));
            double[] diagonal = conditioning(alpha, d);
            int[] order = instance.order(1000 + peak, d);
            for (int i = 0; i < d; i++) {
                shapes[peak][i] = diagonal[order[i]] / Math.sqrt(Math.sqrt(alpha));
            }
        }
        return Problem.of(instance, optimum, x -> {
            double[] turned = r.times(x);
            double highest = 0;
            for (int peak = 0; peak < peaks; peak++) {
                double[] centre = centres[peak];
                double[] shape = shapes[peak];
                double sum = 0;
                for (int i = 0; i < d; i++) {
                    double off = turned[i] - centre[i];
                    sum += shape[i] * off * off;
                }
                highest = Math.max(highest, heights[peak] * Math.exp(-sum / (2 * d)));
            }
            double depth = oscillated(10 - highest);
            return depth * depth + penalty(x);
        });
    }
}
