package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.Scale;
import java.util.List;

/// The scale that a run spec asks for.
public enum ScaleChoice {
    /// Uniform if a trial at the start says that the error bears it; else balanced.
    AUTO,
    /// The root mean square of each tensor, more for small ones.
    BALANCED,
    /// The root mean square of all weights together, more for small tensors.
    UNIFORM,
    /// The root mean square of each tensor.
    RMS,
    /// Weights as they are.
    NONE;

    /// The first one is tried if there are two.
    List<Scale> scales() {
        return switch (this) {
            case AUTO -> List.of(Scale.UNIFORM, Scale.BALANCED);
            case BALANCED -> List.of(Scale.BALANCED);
            case UNIFORM -> List.of(Scale.UNIFORM);
            case RMS -> List.of(Scale.RMS);
            case NONE -> List.of(Scale.NONE);
        };
    }
}
