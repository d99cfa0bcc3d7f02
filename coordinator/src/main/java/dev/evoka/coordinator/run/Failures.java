package dev.evoka.coordinator.run;

import java.time.Duration;

/// How many failures a run bears: section `failures` of the run spec.
///
/// @param attempts evaluations of a candidate that may fail before the candidate is failed
/// @param allowed largest share of failed candidates in a generation; more fail the run
/// @param patience time after which a block that nobody answers is failed
public record Failures(int attempts, double allowed, Duration patience) {

    public Failures {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be ≥ 1 but was " + attempts);
        }
        if (!(allowed >= 0 && allowed <= 1)) {
            throw new IllegalArgumentException("allowed must be between 0 and 1 but was " + allowed);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be > 0 but was " + patience);
        }
    }

    /// Three attempts, half of a generation, one hour.
    public static Failures defaults() {
        return new Failures(3, 0.5, Duration.ofHours(1));
    }
}
