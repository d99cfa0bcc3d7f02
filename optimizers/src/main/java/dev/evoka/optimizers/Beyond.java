package dev.evoka.optimizers;

import java.util.function.IntToDoubleFunction;

/// Points beyond the bounds: they are evaluated at the nearest point within, and their error is raised by how far they
/// were out, measured by the distribution's own deviation: so however small it has become, it comes back. The
/// distribution learns from where they were. So the landscape within the bounds is left as it is, which
/// a transformation of the coordinates does not: folding the space cost a third more evaluations on the rotated
/// ellipsoid of BBOB.
final class Beyond {

    /// Errors are raised by this share of the generation's range of errors for each standard deviation out. With more,
    /// an optimum on a bound is found ten times as late.
    private static final double WEIGHT = 0.05;

    private final SearchSpace space;

    Beyond(SearchSpace space) {
        this.space = space;
    }

    /// The nearest points within the bounds.
    double[] clamped(double[] points) {
        double[] clamped = new double[points.length];
        int d = space.dimension();
        for (int at = 0; at < points.length; at += d) {
            for (int i = 0; i < d; i++) {
                clamped[at + i] = space.clamp(i, points[at + i]);
            }
        }
        return clamped;
    }

    /// The errors by which points are to be ranked.
    ///
    /// @param points where they were
    /// @param clamped where they were evaluated
    /// @param deviation standard deviation of the points in each coordinate
    double[] raised(double[] errors, double[] points, double[] clamped, IntToDoubleFunction deviation) {
        int d = space.dimension();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double error : errors) {
            if (Double.isFinite(error)) {
                low = Math.min(low, error);
                high = Math.max(high, error);
            }
        }
        double[] raised = errors.clone();
        for (int k = 0; k < raised.length; k++) {
            double out = 0;
            for (int i = 0; i < d; i++) {
                int at = k * d + i;
                if (points[at] != clamped[at]) {
                    out += Math.abs(points[at] - clamped[at]) / deviation.applyAsDouble(i);
                }
            }
            if (out > 0 && Double.isFinite(raised[k])) {
                // A finite error stays finite, so that it still ranks before a failure.
                raised[k] = Math.min(raised[k] + WEIGHT * (high - low) * out, Double.MAX_VALUE);
            }
        }
        return raised;
    }
}
