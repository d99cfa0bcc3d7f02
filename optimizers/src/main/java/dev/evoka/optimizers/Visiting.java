package dev.evoka.optimizers;

/// Tsallis' visiting distribution: how far a step of generalised annealing goes at a temperature. Drawn as a normal
/// number over a power of another (Tsallis and Stariolo 1996, "Generalized simulated annealing", Physica A 233,
/// appendix).
final class Visiting {

    /// Longer steps are of no use: they are folded into the bounds anyway.
    private static final double LONGEST = 1e8;

    private final double q;
    private final double scale;

    /// @param q shape q_v of the distribution, between 1 (normal) and 3
    Visiting(double q, double temperature) {
        this.q = q;
        double f1 = StrictMath.exp(StrictMath.log(temperature) / (q - 1));
        double f2 = StrictMath.exp((4 - q) * StrictMath.log(q - 1));
        double f3 = StrictMath.exp((2 - q) * StrictMath.log(2) / (q - 1));
        double f4 = Math.sqrt(StrictMath.PI) * f1 * f2 / (f3 * (3 - q));
        double f5 = 1 / (q - 1) - 0.5;
        double f6 = StrictMath.PI * (1 - f5) / StrictMath.sin(StrictMath.PI * (1 - f5)) / gamma(2 - f5);
        this.scale = StrictMath.exp(-(q - 1) * StrictMath.log(f6 / f4) / (3 - q));
    }

    /// Draws a step.
    double draw(Draws draws) {
        double x = scale * draws.normal();
        double y = draws.normal();
        double step = x / StrictMath.exp((q - 1) * StrictMath.log(Math.abs(y)) / (3 - q));
        return Double.isFinite(step) && Math.abs(step) < LONGEST ? step : LONGEST * (draws.uniform() - 0.5);
    }

    /// Γ(x) for x > 0 (Lanczos 1964, "A precision approximation of the gamma function", with g = 5 and six terms).
    private static double gamma(double x) {
        double[] terms = {
            76.18009172947146,
            -86.50532032941678,
            24.01409824083091,
            -1.231739572450155,
            0.1208650973866179e-2,
            -0.5395239384953e-5
        };
        double sum = 1.000000000190015;
        for (int k = 0; k < terms.length; k++) {
            sum += terms[k] / (x + k + 1);
        }
        double base = x + 5.5;
        double logarithm =
                (x + 0.5) * StrictMath.log(base) - base + StrictMath.log(Math.sqrt(2 * StrictMath.PI) * sum / x);
        return StrictMath.exp(logarithm);
    }
}
