package dev.evoka.seeded.algorithms;

/// Checks that settings of several algorithms share; messages start with the key.
final class Checks {

    private Checks() {}

    static void atLeast(String key, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be ≥ %d but was %d".formatted(key, least, value));
        }
    }

    static void positive(String key, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s must be > 0 but was %s".formatted(key, value));
        }
    }

    /// At least 0 and below 1.
    static void share(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("%s must be at least 0 and below 1 but was %s".formatted(key, value));
        }
    }
}
