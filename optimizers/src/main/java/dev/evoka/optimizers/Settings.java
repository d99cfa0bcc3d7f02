package dev.evoka.optimizers;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Checks of settings. Messages start with the key.
final class Settings {

    private Settings() {}

    /// Throws unless the number is absent, or positive and finite.
    static void positive(String key, OptionalDouble number) {
        if (number.isPresent()) {
            positive(key, number.getAsDouble());
        }
    }

    /// Throws unless the number is positive and finite.
    static void positive(String key, double number) {
        if (!(number > 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException("%s must be > 0 but was %s".formatted(key, number));
        }
    }

    /// Throws unless the number is between two others, or one of them.
    static void between(String key, double least, double most, double number) {
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(
                    "%s must be between %s and %s but was %s".formatted(key, least, most, number));
        }
    }

    /// Throws if the number is below another.
    static void atLeast(String key, long least, long number) {
        if (number < least) {
            throw new IllegalArgumentException("%s must be ≥ %d but was %d".formatted(key, least, number));
        }
    }

    /// Throws if the number is present and below another.
    static void atLeast(String key, long least, OptionalLong number) {
        if (number.isPresent()) {
            atLeast(key, least, number.getAsLong());
        }
    }

    /// Throws if the number is present and below another.
    static void atLeast(String key, int least, OptionalInt number) {
        if (number.isPresent()) {
            atLeast(key, least, number.getAsInt());
        }
    }

    /// Throws unless every parameter is real.
    static void real(String algorithm, SearchSpace space) {
        for (int i = 0; i < space.dimension(); i++) {
            if (space.kinds().get(i).discrete()) {
                throw new IllegalArgumentException(
                        "algorithm must be another one: %s is for real parameters but that of dimension %d has steps"
                                .formatted(algorithm, i));
            }
        }
    }
}
