package dev.evoka.seeded.algorithms;

/// When the base is evaluated on the held-out examples, and when its error counts as exploded.
///
/// @param every training generations between two validations; 0 = never
/// @param tolerance an error that exceeds the best so far by more than this share of it, and by more than this share of
/// what was gained since the start, has exploded
public record Validation(int every, double tolerance) {

    /// No validation, no guard.
    public static final Validation NONE = new Validation(0, 0);

    public Validation {
        if (every < 0) {
            throw new IllegalArgumentException("every must be ≥ 0 but was " + every);
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be ≥ 0 but was " + tolerance);
        }
    }

    /// Every 25 training generations; 5 % above the best is an explosion.
    public static Validation defaults() {
        return new Validation(25, 0.05);
    }

    /// True if an error has exploded, given the first and the best so far.
    boolean exploded(double error, double first, double best) {
        return !Double.isFinite(error) || error > best + tolerance * Math.max(Math.abs(best), first - best);
    }
}
