package dev.evoka.evaluator.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a hidden unit makes of its sum.
public enum Activation {
    /// Hyperbolic tangent.
    TANH {
        @Override
        void apply(double[] values, int count, double[] scratch) {
            Elementary.tanh(values, count, scratch);
        }
    },
    /// max (0, x).
    RELU {
        @Override
        void apply(double[] values, int count, double[] scratch) {
            for (int i = 0; i < count; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }
    },
    /// 1 / (1 + e^-x), computed as (1 + tanh (x / 2)) / 2.
    SIGMOID {
        @Override
        void apply(double[] values, int count, double[] scratch) {
            for (int i = 0; i < count; i++) {
                values[i] *= 0.5;
            }
            Elementary.tanh(values, count, scratch);
            for (int i = 0; i < count; i++) {
                values[i] = 0.5 + 0.5 * values[i];
            }
        }
    };

    /// Replaces each sum by the unit's output.
    ///
    /// @param scratch an array of at least that length, overwritten
    abstract void apply(double[] values, int count, double[] scratch);

    /// Name in the run spec.
    public String specName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The activation of this name.
    public static Optional<Activation> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.specName().equals(name))
                .findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(Activation::specName).toList();
    }
}
