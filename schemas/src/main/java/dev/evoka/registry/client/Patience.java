package dev.evoka.registry.client;

import java.time.Duration;

/// How long the client waits for a registry, and how often it tries again. The pause doubles from round to round.
///
/// @param connect `http.connect.timeout.ms`: longest wait for a connection
/// @param read `http.read.timeout.ms`: longest wait for an answer
/// @param retries `max.retries`: rounds over all addresses after the first
/// @param pause `retries.wait.ms`: pause after the first round
/// @param longestPause `retries.max.wait.ms`: the pause grows no longer
record Patience(Duration connect, Duration read, int retries, Duration pause, Duration longestPause) {

    /// After this no new round begins, so that a registry that is not there is reported in bounded time.
    private static final Duration ALTOGETHER = Duration.ofSeconds(10);

    /// Reads it from a client's properties.
    static Patience of(Settings settings) {
        return new Patience(
                Duration.ofMillis(settings.number("http.connect.timeout.ms", 3_000, 1)),
                Duration.ofMillis(settings.number("http.read.timeout.ms", 10_000, 1)),
                settings.number("max.retries", 3, 0),
                Duration.ofMillis(settings.number("retries.wait.ms", 100, 0)),
                Duration.ofMillis(settings.number("retries.max.wait.ms", 2_000, 0)));
    }

    /// Whether to try once more.
    boolean lasts(int rounds, Duration since) {
        return rounds <= retries && since.compareTo(ALTOGETHER) < 0;
    }

    /// Pause after this many rounds, at least one.
    Duration pauseAfter(int rounds) {
        Duration grown = pause.multipliedBy(1L << Math.min(rounds - 1, 20));
        return grown.compareTo(longestPause) < 0 ? grown : longestPause;
    }
}
