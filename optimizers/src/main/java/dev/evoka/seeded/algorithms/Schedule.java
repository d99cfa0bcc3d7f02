package dev.evoka.seeded.algorithms;

/// How the learning rate falls over the run's budget. Without a budget it stays as it is.
public enum Schedule {
    /// It never falls.
    CONSTANT,
    /// Straight to 0.
    LINEAR,
    /// As it is for three quarters of the budget, then straight to 0.
    TAIL;

    private static final double TAIL_BEGINS = 0.75;

    /// Factor of the learning rate.
    ///
    /// @param spent spent share of the budget, from 0 on; beyond 1 the factor stays at its end
    double factor(double spent) {
        return switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> Math.max(0, 1 - spent);
            case TAIL -> spent < TAIL_BEGINS ? 1 : Math.max(0, (1 - spent) / (1 - TAIL_BEGINS));
        };
    }
}
