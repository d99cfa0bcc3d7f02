package dev.evoka.evaluator.objective;

import java.time.Duration;
import java.util.Locale;

/// Durations as run specs write them.
public final class TimeText {

    private TimeText() {}

    /// For example `500ms`, `1.5s`, `10m`.
    public static String of(Duration duration) {
        long milliseconds = duration.toMillis();
        if (milliseconds < 1000) {
            return milliseconds + "ms";
        }
        if (milliseconds % 60_000 == 0) {
            return milliseconds / 60_000 + "m";
        }
        return String.format(Locale.ROOT, milliseconds % 1000 == 0 ? "%.0fs" : "%.1fs", milliseconds / 1e3);
    }
}
