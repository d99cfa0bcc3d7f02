package dev.evoka.seeded;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The unit of step sizes and learning rates, for each tensor.
public enum Scale {
    /// The root mean square of the tensor's weights when the run began.
    RMS("rms", 0),
    /// 1: weights as they are.
    NONE("none", 1),
    /// The root mean square, and more of it for small tensors than for large ones: by the fourth root of their
    /// sizes, and so that all weights together move as far as with [#RMS]. A bias or a gain is few weights that act on
    /// everything; a matrix is many, of which each random step is mostly noise.
    BALANCED("balanced", 2),
    /// The root mean square of all weights together, and more of it for small tensors than for large ones, as in
    /// [#BALANCED].
    UNIFORM("uniform", 3);

    private final String specName;
    private final int code;

    Scale(String specName, int code) {
        this.specName = specName;
        this.code = code;
    }

    /// Number in binary forms.
    int code() {
        return code;
    }

    /// Name in the run spec.
    public String specName() {
        return specName;
    }

    /// The scale of this name.
    public static Optional<Scale> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.specName.equals(name))
                .findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(Scale::specName).toList();
    }
}
