package dev.evoka.optimizers;

import java.util.function.ToDoubleFunction;

/// Recombination weights and learning rates of CMA-ES by dimension and population
/// (Hansen, arXiv:1604.00772, table 1 and eqs. 49 to 58).
final class CmaWeights {

    final int lambda;
    final int mu;
    final double[] w;
    final double muEff;
    final double cSigma;
    final double dSigma;
    final double cC;
    final double c1;
    final double cMu;

    /// Expected length of a standard normal vector.
    final double chi;

    private final int dimension;

    CmaWeights(int dimension, int lambda) {
        this.dimension = dimension;
        this.lambda = lambda;
        this.mu = lambda / 2;
        double[] raw = new double[lambda];
        double sum = 0;
        double squares = 0;
        double negative = 0;
        double negativeSquares = 0;
        for (int i = 0; i < lambda; i++) {
            raw[i] = StrictMath.log((lambda + 1) / 2.0) - StrictMath.log(i + 1); // eq. 49
            if (i < mu) {
                sum += raw[i];
                squares += raw[i] * raw[i];
            } else {
                negative += raw[i];
                negativeSquares += raw[i] * raw[i];
            }
        }
        double d = dimension;
        muEff = sum * sum / squares;
        double muEffNegative = negative * negative / negativeSquares;
        cSigma = (muEff + 2) / (d + muEff + 5); // eq. 55
        dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (d + 1)) - 1) + cSigma;
        cC = (4 + muEff / d) / (d + 4 + 2 * muEff / d); // eq. 56
        c1 = 2 / ((d + 1.3) * (d + 1.3) + muEff); // eq. 57
        cMu = Math.min(1 - c1, 2 * (0.25 + muEff + 1 / muEff - 2) / ((d + 2) * (d + 2) + muEff)); // eq. 58
        double least = Math.min(
                Math.min(1 + c1 / cMu, 1 + 2 * muEffNegative / (muEff + 2)), // eqs. 50, 51
                (1 - c1 - cMu) / (d * cMu)); // eq. 52
        w = new double[lambda];
        for (int i = 0; i < lambda; i++) {
            w[i] = raw[i] >= 0 ? (i < mu ? raw[i] / sum : 0) : raw[i] * least / Math.abs(negative); // eq. 53
        }
        chi = Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d));
    }

    /// The weights for the covariance: negative ones are divided by the candidate's squared length (eq. 46); a
    /// candidate that has no finite error has no weight.
    double[] active(ToDoubleFunction<double[]> squaredLength, double[][] y, int finite) {
        double[] active = w.clone();
        for (int k = 0; k < lambda; k++) {
            if (k >= finite) {
                active[k] = 0;
            } else if (w[k] < 0) {
                active[k] = w[k] * dimension / Math.max(squaredLength.applyAsDouble(y[k]), 1e-300);
            }
        }
        return active;
    }
}
