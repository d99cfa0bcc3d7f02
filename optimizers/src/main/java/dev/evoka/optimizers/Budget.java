package dev.evoka.optimizers;

import java.util.OptionalLong;

/// What an optimizer may count on: how long its run lasts at most, and how many candidates are evaluated at once. It
/// comes from the run spec, never from the machines that are there, so the result does not depend on them. A run may
/// end earlier, or go on longer: an algorithm plans by the budget and works in any case.
///
/// @param evaluations most evaluations; empty = not known
/// @param generations most generations; empty = not known
/// @param parallelism candidates that are evaluated at once, ≥ 1: a generation below it leaves evaluators idle
public record Budget(OptionalLong evaluations, OptionalLong generations, int parallelism) {

    private static final Budget UNKNOWN = new Budget(OptionalLong.empty(), OptionalLong.empty(), 1);

    public Budget {
        check("evaluations", evaluations);
        check("generations", generations);
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be ≥ 1 but was " + parallelism);
        }
    }

    private static void check(String key, OptionalLong limit) {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException(key + " must be ≥ 1 but was " + limit.getAsLong());
        }
    }

    /// Nothing is known; one candidate at once.
    public static Budget unknown() {
        return UNKNOWN;
    }

    /// So many evaluations, one at once.
    public static Budget of(long evaluations) {
        return new Budget(OptionalLong.of(evaluations), OptionalLong.empty(), 1);
    }

    /// What a run with these stop conditions can count on.
    public static Budget of(StopConditions stop, int parallelism) {
        return new Budget(stop.evaluations(), stop.generations(), parallelism);
    }

    /// The same with so many candidates at once.
    public Budget at(int candidates) {
        return new Budget(evaluations, generations, candidates);
    }

    /// The part of each of so many searches that share it in every generation.
    Budget shared(int searches) {
        OptionalLong each = evaluations.isPresent()
                ? OptionalLong.of(Math.max(1, evaluations.getAsLong() / searches))
                : evaluations;
        return new Budget(each, generations, Math.max(1, parallelism / searches));
    }

    /// Most evaluations if each generation has so many candidates; empty if neither limit is known.
    public OptionalLong evaluations(long population) {
        if (generations.isEmpty()) {
            return evaluations;
        }
        long most = Long.MAX_VALUE / population < generations.getAsLong()
                ? Long.MAX_VALUE
                : generations.getAsLong() * population;
        return OptionalLong.of(Math.min(most, evaluations.orElse(Long.MAX_VALUE)));
    }
}
