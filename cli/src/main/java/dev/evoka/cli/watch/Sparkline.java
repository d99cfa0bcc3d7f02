package dev.evoka.cli.watch;

import java.util.List;

/// A curve as high as one line of text: errors on a log axis, or on a linear one if some are not positive.
final class Sparkline {

    private Sparkline() {}

    /// @param bars characters from low to high
    /// @param width characters to fill; fewer samples give a shorter line
    static String of(List<Sample> samples, String bars, int width) {
        int count = Math.min(width, samples.size());
        double[] heights = new double[Math.max(count, 0)];
        boolean logarithmic = true;
        for (int i = 0; i < count; i++) {
            // The last sample of each stretch: the line ends with the newest.
            heights[i] = samples.get((int) ((long) (i + 1) * samples.size() / count) - 1)
                    .best();
            logarithmic &= !(heights[i] <= 0);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            heights[i] = logarithmic ? Math.log10(heights[i]) : heights[i];
            if (Double.isFinite(heights[i])) {
                low = Math.min(low, heights[i]);
                high = Math.max(high, heights[i]);
            }
        }
        StringBuilder line = new StringBuilder();
        for (double height : heights) {
            double share = high > low ? (height - low) / (high - low) : 0;
            line.append(
                    Double.isFinite(height)
                            ? bars.charAt((int) Math.clamp(share * bars.length(), 0, bars.length() - 1))
                            : ' ');
        }
        return line.toString();
    }
}
