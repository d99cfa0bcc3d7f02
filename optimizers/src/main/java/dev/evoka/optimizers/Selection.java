package dev.evoka.optimizers;

/// What a generation of CMA-ES has to learn from.
///
/// @param constants learning rates
/// @param order candidates, the best first
/// @param weights weights of the ranks: those of equal errors are averaged, a candidate without an error has none
/// @param z standard normal vectors of the candidates, one after the other
/// @param y their steps
/// @param zMean weighted mean of the better z
/// @param yMean weighted mean of the better steps
record Selection(
        CmaWeights constants, int[] order, double[] weights, double[] z, double[] y, double[] zMean, double[] yMean) {

    static Selection of(CmaWeights constants, double[] errors, int[] order, int finite, double[] z, double[] y) {
        int d = z.length / errors.length;
        double[] weights = weights(constants, errors, order, finite);
        double[] zMean = new double[d];
        double[] yMean = new double[d];
        for (int rank = 0; rank < finite; rank++) {
            double weight = weights[rank];
            if (weight > 0) {
                int at = order[rank] * d;
                for (int i = 0; i < d; i++) {
                    zMean[i] += weight * z[at + i];
                    yMean[i] += weight * y[at + i];
                }
            }
        }
        return new Selection(constants, order, weights, z, y, zMean, yMean);
    }

    private static double[] weights(CmaWeights constants, double[] errors, int[] order, int finite) {
        double[] weights = new double[errors.length];
        for (int from = 0; from < finite; ) {
            double sum = 0;
            int to = from;
            while (to < finite && errors[order[to]] == errors[order[from]]) {
                sum += constants.w[to];
                to++;
            }
            for (int rank = from; rank < to; rank++) {
                weights[rank] = sum / (to - from);
            }
            from = to;
        }
        return weights;
    }

    /// Weights for the covariance: negative ones are divided by the candidate's squared length (eq. 46).
    double[] active() {
        int d = zMean.length;
        double[] active = weights.clone();
        for (int rank = 0; rank < active.length; rank++) {
            if (active[rank] < 0) {
                active[rank] *= d / Math.max(Numbers.squared(z, order[rank] * d, d), 1e-300);
            }
        }
        return active;
    }
}
