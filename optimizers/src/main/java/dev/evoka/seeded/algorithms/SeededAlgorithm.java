package dev.evoka.seeded.algorithms;

import dev.evoka.noise.NoiseKind;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.seeded.FoldRule;

/// The settings of a seeded algorithm: a record whose components are the keys of the run spec, whose compact
/// constructor checks them, and whose static method `defaults()` gives the defaults. Adding an algorithm is one
/// file and one line in [SeededAlgorithms].
public sealed interface SeededAlgorithm
        permits ZerothOrder, EvolutionStrategy, SeededAnnealing, SeededGenetic, SubspaceSearch {

    /// The search at its first training generation.
    ///
    /// @throws IllegalArgumentException if the settings do not fit the plan; the message starts with the key
    Search search(Plan plan);

    /// Distribution of the noise.
    default NoiseKind noise() {
        return NoiseKind.RADEMACHER;
    }

    /// 0 = every weight has its own noise; else the rank of the noise of matrices.
    default int rank() {
        return 0;
    }

    /// How evaluators turn a direction into a step.
    default FoldRule fold() {
        return new FoldRule.Plain();
    }

    /// True if weights decay towards the start.
    default boolean anchored() {
        return false;
    }

    /// Models that evaluators hold side by side.
    default int parents() {
        return 1;
    }

    /// A new optimizer at generation 0.
    default SeededOptimizer start(Plan plan) {
        return new Guarded(search(plan), plan);
    }

    /// An optimizer that goes on from `state`, which an optimizer of the same settings and plan gave.
    ///
    /// @throws IllegalArgumentException if the state is of another version
    default SeededOptimizer restore(Plan plan, byte[] state) {
        Guarded optimizer = new Guarded(search(plan), plan);
        optimizer.read(state);
        return optimizer;
    }
}
