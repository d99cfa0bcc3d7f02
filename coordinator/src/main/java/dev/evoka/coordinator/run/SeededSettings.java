package dev.evoka.coordinator.run;

import dev.evoka.seeded.algorithms.Validation;

/// Keys of section `optimizer` that all optimizers of model weights share.
///
/// @param validation when the model is measured on held-out examples, and when its error counts as exploded
public record SeededSettings(Validation validation) {

    public SeededSettings {
        if (validation.every() < 1) {
            throw new IllegalArgumentException("validation.every must be ≥ 1 but was " + validation.every());
        }
    }

    /// The usual validation.
    public static SeededSettings defaults() {
        return new SeededSettings(Validation.defaults());
    }
}
