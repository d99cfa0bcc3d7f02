package dev.evoka.coordinator.loop;

import java.util.Arrays;

/// Minimum and quartiles of the errors of a generation. Errors of NaN and ±∞ rank last, failed ones are left out;
/// all are NaN when nothing is left. A quantile between two errors is interpolated (Hyndman and Fan's type 7).
public record Quartiles(double least, double lower, double median, double upper, int failed) {

    /// Of these errors, which stay as they are.
    public static Quartiles of(double[] errors) {
        double[] sorted = new double[errors.length];
        int count = 0;
        int failed = 0;
        for (double error : errors) {
            if (GenerationLedger.isFailed(error)) {
                failed++;
            } else {
                sorted[count++] = Double.isFinite(error) ? error : Double.POSITIVE_INFINITY;
            }
        }
        Arrays.sort(sorted, 0, count);
        return new Quartiles(
                quantile(sorted, count, 0),
                quantile(sorted, count, 0.25),
                quantile(sorted, count, 0.5),
                quantile(sorted, count, 0.75),
                failed);
    }

    private static double quantile(double[] sorted, int count, double share) {
        if (count == 0) {
            return Double.NaN;
        }
        double place = (count - 1) * share;
        int below = (int) place;
        double fraction = place - below;
        double low = sorted[below];
        return fraction == 0 ? low : low + fraction * (sorted[below + 1] - low);
    }
}
