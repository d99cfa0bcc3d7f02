package dev.evoka.seeded.algorithms;

import dev.evoka.optimizers.Budget;
import java.util.OptionalLong;

/// How many training generations were told, and what share of the budget that is.
final class Progress {

    private final OptionalLong generations;
    private long steps;

    /// @param count candidates of a generation
    Progress(Budget budget, int count) {
        OptionalLong evaluations = budget.evaluations(count);
        this.generations = evaluations.isPresent()
                ? OptionalLong.of(Math.max(1, evaluations.getAsLong() / count))
                : OptionalLong.empty();
    }

    long steps() {
        return steps;
    }

    void step() {
        steps++;
    }

    void restore(long told) {
        steps = told;
    }

    /// Spent share of the budget; 0 if there is no budget.
    double spent() {
        return generations.isPresent() ? (double) steps / generations.getAsLong() : 0;
    }
}
