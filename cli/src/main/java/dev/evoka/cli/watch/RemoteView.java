package dev.evoka.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.console.Display;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What somebody sees of a run that a coordinator tells of.
public final class RemoteView {

    private final Display display;
    private final History history = new History();
    private String state = "";
    private long shown = Long.MIN_VALUE / 2;

    public RemoteView(Display display) {
        this.display = display;
    }

    /// The newest generation that is known; -1 if none is.
    public long newest() {
        return history.newest();
    }

    /// True if the run has failed.
    public boolean failed() {
        return state.equals("failed");
    }

    /// Takes an event of the run's stream.
    ///
    /// @param now nanoseconds
    /// @return true if the run is over
    public boolean show(JsonNode event, long now) {
        JsonNode run = event.path("run");
        add(event.path("points"));
        String before = state;
        state = run.path("state").asText();
        if (!state.equals(before)) {
            String reason = run.path("reason").asText();
            display.print(
                    "run %s is %s%s".formatted(run.path("id").asText(), state, reason.isEmpty() ? "" : ": " + reason));
        }
        if (List.of("finished", "stopped", "failed").contains(state)) {
            display.print(String.format(
                    Locale.ROOT,
                    "  best error %s, %,d evaluations in %,d generations, %.1f s",
                    run.path("best").isNumber()
                            ? String.format(
                                    Locale.ROOT, "%.9g", run.path("best").asDouble())
                            : "none",
                    run.path("evaluations").asLong(),
                    run.path("generations").asLong(),
                    run.path("seconds").asDouble()));
            return true;
        }
        List<Sample> samples = history.samples();
        if (!samples.isEmpty() && now - shown >= display.interval()) {
            shown = now;
            display.update(ProgressLine.text(
                    samples,
                    run.path("evaluationsPerSecond").asDouble(),
                    Duration.ofMillis((long) (1000 * run.path("seconds").asDouble())),
                    remaining(run),
                    display.glyphs(),
                    display.width()));
        }
        return false;
    }

    private static Optional<Duration> remaining(JsonNode run) {
        double share = run.path("share").asDouble(0);
        double seconds = run.path("seconds").asDouble();
        return share > 0
                ? Optional.of(Duration.ofMillis((long) (1000 * seconds * (1 - share) / share)))
                : Optional.empty();
    }

    private void add(JsonNode points) {
        for (int i = 0; i < points.path("generation").size(); i++) {
            history.add(new Sample(
                    points.path("generation").path(i).asLong(),
                    points.path("evaluations").path(i).asLong(),
                    number(points.path("best").path(i)),
                    number(points.path("lower").path(i)),
                    number(points.path("median").path(i)),
                    number(points.path("upper").path(i))));
        }
    }

    private static double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }
}
