package dev.evoka.cli.watch;

import dev.evoka.cli.console.Glyphs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line that says how a run is doing. What does not fit the width is left out, the least important first.
final class ProgressLine {

    private static final int SHORTEST_SPARKLINE = 4;
    private static final int LONGEST_SPARKLINE = 40;
    private static final String GAP = "  ";

    private ProgressLine() {}

    /// @param evaluations evaluations a second
    /// @param samples the course so far, the newest last; not empty
    /// @param width characters that fit
    static String text(
            List<Sample> samples,
            double evaluations,
            Duration elapsed,
            Optional<Duration> remaining,
            Glyphs glyphs,
            int width) {
        Sample now = samples.getLast();
        List<String> parts = new ArrayList<>(List.of(
                String.format(Locale.ROOT, "gen %,d", now.generation()),
                "best " + number(now.best()),
                "median " + number(now.median()),
                rate(evaluations) + "/s",
                clock(elapsed),
                "left " + remaining.map(ProgressLine::clock).orElse("--")));
        while (parts.size() > 1 && String.join(GAP, parts).length() > width) {
            parts.removeLast();
        }
        String text = String.join(GAP, parts);
        int room = Math.min(LONGEST_SPARKLINE, width - text.length() - GAP.length());
        return room < SHORTEST_SPARKLINE ? text : text + GAP + Sparkline.of(samples, glyphs.bars(), room);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /// Evaluations a second in at most six characters.
    static String rate(double rate) {
        if (rate < 10) {
            return String.format(Locale.ROOT, "%.1f", rate);
        }
        return rate < 1e5
                ? String.format(Locale.ROOT, "%,.0f", rate)
                : String.format(Locale.ROOT, "%,.0fk", rate / 1e3);
    }

    /// Minutes and seconds, with hours and days if there are some.
    static String clock(Duration time) {
        long hours = time.toHours();
        String minutes = String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
        if (hours == 0) {
            return minutes;
        }
        return hours < 24
                ? "%d:%s".formatted(hours, minutes)
                : "%dd %02d:%s".formatted(hours / 24, hours % 24, minutes);
    }
}
