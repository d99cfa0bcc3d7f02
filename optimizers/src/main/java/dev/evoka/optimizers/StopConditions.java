package dev.evoka.optimizers;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// When a run ends: whichever comes first. An optimizer that has converged ends its run in any case.
///
/// @param generations most generations
/// @param evaluations most evaluations: no generation begins once they are reached
/// @param time longest wall time since the submission; for whoever has a clock to obey
/// @param target error that is good enough
/// @param stagnation end when nothing gets better
public record StopConditions(
        OptionalLong generations,
        OptionalLong evaluations,
        Optional<Duration> time,
        OptionalDouble target,
        Optional<Stagnation> stagnation) {

    /// No relative improvement of the best over a number of generations.
    ///
    /// @param generations so many generations in a row, ≥ 1
    /// @param improvement share of the best error by which it has to fall to count
    public record Stagnation(long generations, double improvement) {
        public Stagnation {
            if (generations < 1) {
                throw new IllegalArgumentException("generations must be ≥ 1 but was " + generations);
            }
            if (!(improvement >= 0)) {
                throw new IllegalArgumentException("improvement must be ≥ 0 but was " + improvement);
            }
        }

        /// 100 generations without an improvement by 1e-9.
        public static Stagnation defaults() {
            return new Stagnation(100, 1e-9);
        }
    }

    public StopConditions {
        if (generations.isEmpty()
                && evaluations.isEmpty()
                && time.isEmpty()
                && target.isEmpty()
                && stagnation.isEmpty()) {
            throw new IllegalArgumentException(
                    "must have at least one of generations, evaluations, time, target, stagnation");
        }
        check("generations", generations);
        check("evaluations", evaluations);
        if (target.isPresent() && Double.isNaN(target.getAsDouble())) {
            throw new IllegalArgumentException("target must be a number but was NaN");
        }
        if (time.isPresent() && (time.get().isNegative() || time.get().isZero())) {
            throw new IllegalArgumentException("time must be > 0 but was " + time.get());
        }
    }

    private static void check(String key, OptionalLong limit) {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException(key + " must be ≥ 1 but was " + limit.getAsLong());
        }
    }

    /// Relative improvement that counts against stagnation.
    public double improvement() {
        return stagnation.map(Stagnation::improvement).orElse(0.0);
    }

    /// Why a run that stands here ends; empty if it goes on. The time is not looked at.
    public Optional<String> reason(Standing standing) {
        if (target.isPresent() && standing.best() <= target.getAsDouble()) {
            return Optional.of("stop.target %s reached".formatted(target.getAsDouble()));
        }
        if (evaluations.isPresent() && standing.evaluations() >= evaluations.getAsLong()) {
            return Optional.of("stop.evaluations %d reached".formatted(evaluations.getAsLong()));
        }
        if (generations.isPresent() && standing.generations() >= generations.getAsLong()) {
            return Optional.of("stop.generations %d reached".formatted(generations.getAsLong()));
        }
        if (stagnation.isPresent() && standing.stagnant() >= stagnation.get().generations()) {
            return Optional.of("stop.stagnation: no improvement for %d generations"
                    .formatted(stagnation.get().generations()));
        }
        return Optional.empty();
    }
}
