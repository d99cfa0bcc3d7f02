package dev.evoka.optimizers;

/// Recombination weights and learning rates of CMA-ES by dimension and population (Hansen, arXiv:1604.00772, table 1
/// and eqs. 49 to 58).
final class CmaWeights {

    /// Learns from the selected steps faster than eq. 58 by this factor: on the ill-conditioned functions of BBOB it
    /// saves a tenth of the evaluations, and it costs nothing on the others.
    private static final double EAGER = 1.5;

    final int lambda;
    final int mu;

    /// Weights of the ranks; negative for the worse half.
    final double[] w;

    final double muEff;
    final double cSigma;
    final double dSigma;
    final double cC;
    final double c1;
    final double cMu;

    /// Expected length of a standard normal vector.
    final double chi;

    /// For a full covariance matrix.
    CmaWeights(int dimension, int lambda) {
        this(dimension, lambda, 1);
    }

    /// For [LimitedShape]: the step size follows its path faster (Loshchilov, Glasmachers, Beyer 2017, table 1).
    static CmaWeights limited(int dimension, int lambda) {
        return new CmaWeights(dimension, lambda, 1, Math.min(0.5, 2.0 * lambda / dimension), 1);
    }

    /// @param speed factor of the covariance's learning rates: 1 for a full matrix, more if there is less to learn
    CmaWeights(int dimension, int lambda, double speed) {
        this(dimension, lambda, speed, 0, 0);
    }

    private CmaWeights(int dimension, int lambda, double speed, double pathRate, double damping) {
        double d = dimension;
        this.lambda = lambda;
        this.mu = lambda / 2;
        double[] raw = new double[lambda];
        for (int i = 0; i < lambda; i++) {
            raw[i] = StrictMath.log((lambda + 1) / 2.0) - StrictMath.log(i + 1); // eq. 49
        }
        double sum = sum(raw, 0, mu);
        double negative = sum(raw, mu, lambda);
        double muEffNegative = negative * negative / Numbers.squared(raw, mu, lambda - mu);
        muEff = sum * sum / Numbers.squared(raw, 0, mu);
        double usualRate = (muEff + 2) / (d + muEff + 5); // eq. 55
        cSigma = pathRate > 0 ? pathRate : usualRate;
        dSigma = damping > 0 ? damping : 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (d + 1)) - 1) + cSigma;
        cC = (4 + muEff / d) / (d + 4 + 2 * muEff / d); // eq. 56
        c1 = Math.min(0.5, speed * 2 / ((d + 1.3) * (d + 1.3) + muEff)); // eq. 57
        double fast = speed * EAGER * 2 * (0.25 + muEff + 1 / muEff - 2) / ((d + 2) * (d + 2) + muEff); // eq. 58
        cMu = Math.min(1 - c1, fast);
        double least = Math.min(
                Math.min(1 + c1 / cMu, 1 + 2 * muEffNegative / (muEff + 2)), // eqs. 50, 51
                (1 - c1 - cMu) / (d * cMu)); // eq. 52
        w = new double[lambda];
        for (int i = 0; i < lambda; i++) {
            w[i] = i < mu ? raw[i] / sum : Math.min(0, raw[i]) * least / Math.abs(negative); // eq. 53
        }
        chi = Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d));
    }

    private static double sum(double[] numbers, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += numbers[i];
        }
        return sum;
    }
}
