package dev.evoka.cli.watch;

import dev.evoka.optimizers.StopConditions;
import java.time.Duration;
import java.util.Optional;

/// How long a run takes at most, as far as its stop conditions say: a target or a stagnation may end it sooner.
final class Remaining {

    private static final double LONGEST_SECONDS = 1e9;

    private Remaining() {}

    /// @param sinceSubmission seconds since the run was submitted
    /// @return empty if nothing but a target or a stagnation ends the run, or its pace is unknown
    static Optional<Duration> of(StopConditions stop, Sample sample, Pace pace, double sinceSubmission) {
        double least = Double.POSITIVE_INFINITY;
        if (stop.generations().isPresent()) {
            least = Math.min(
                    least, seconds(stop.generations().getAsLong() - sample.generation() - 1, pace.generations()));
        }
        if (stop.evaluations().isPresent()) {
            least = Math.min(least, seconds(stop.evaluations().getAsLong() - sample.evaluations(), pace.evaluations()));
        }
        if (stop.time().isPresent()) {
            least = Math.min(least, stop.time().get().toMillis() / 1e3 - sinceSubmission);
        }
        return least < LONGEST_SECONDS
                ? Optional.of(Duration.ofMillis((long) (1000 * Math.max(0, least))))
                : Optional.empty();
    }

    private static double seconds(long count, double rate) {
        return rate > 0 ? count / rate : Double.POSITIVE_INFINITY;
    }
}
