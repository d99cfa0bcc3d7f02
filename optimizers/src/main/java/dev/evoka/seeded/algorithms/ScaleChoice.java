package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.Scale;
import java.util.List;

/// The scale that a run spec asks for.
public enum ScaleChoice {
    /// Both are tried at the start.
    AUTO,
    /// The root mean square of each tensor.
    RMS,
    /// Weights as they are.
    NONE;

    /// What is tried; the last one costs least if it wins.
    List<Scale> scales() {
        return switch (this) {
            case AUTO -> List.of(Scale.NONE, Scale.RMS);
            case RMS -> List.of(Scale.RMS);
            case NONE -> List.of(Scale.NONE);
        };
    }
}
