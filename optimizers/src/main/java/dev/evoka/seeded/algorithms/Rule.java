package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.FoldRule;

/// How a direction becomes a step, as run specs say it.
public enum Rule {
    /// The step is the direction.
    PLAIN,
    /// The step is the mean of the directions so far.
    MOMENTUM,
    /// The mean over the root of the mean square, weight by weight (Adam).
    ADAM;

    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /// @param momentum how much of the mean of the directions is kept in each step
    FoldRule fold(double momentum) {
        return switch (this) {
            case PLAIN -> new FoldRule.Plain();
            case MOMENTUM -> new FoldRule.Momentum((float) momentum);
            case ADAM -> new FoldRule.Adam((float) momentum, BETA2, EPSILON);
        };
    }
}
