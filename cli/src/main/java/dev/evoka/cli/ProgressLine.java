package dev.evoka.cli;

import dev.evoka.schemas.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// One line that says how a run is doing, with a sparkline of the best error on a log scale.
final class ProgressLine {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 24;

    private final Deque<Double> history = new ArrayDeque<>();

    String text(Progress progress, double elapsedSeconds, double evaluationsPerSecond) {
        history.addLast(progress.getBest());
        if (history.size() > WIDTH) {
            history.removeFirst();
        }
        return String.format(
                Locale.ROOT,
                "gen %,d · best %.6g · median %.6g · %,.0f eval/s · %02d:%02d · %s",
                progress.getGeneration(),
                progress.getBest(),
                progress.getMedian(),
                evaluationsPerSecond,
                (long) elapsedSeconds / 60,
                (long) elapsedSeconds % 60,
                sparkline());
    }

    private String sparkline() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : history) {
            if (Double.isFinite(scaled(value))) {
                low = Math.min(low, scaled(value));
                high = Math.max(high, scaled(value));
            }
        }
        StringBuilder bars = new StringBuilder();
        for (double value : history) {
            double share = high > low ? (scaled(value) - low) / (high - low) : 0;
            bars.append(BARS.charAt((int) Math.clamp(share * 7, 0, 7)));
        }
        return bars.toString();
    }

    private static double scaled(double value) {
        return value > 0 ? Math.log10(value) : value;
    }
}
