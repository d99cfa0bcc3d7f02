package dev.evoka.coordinator.run;

import dev.evoka.optimizers.Algorithm;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.seeded.algorithms.Plan;
import dev.evoka.seeded.algorithms.SeededAlgorithm;
import java.util.List;

/// What a run searches, and with which optimizer.
public sealed interface Method {

    /// One line on what the optimizer begins with and why; empty if it does what its name says.
    default String explanation() {
        return switch (this) {
            case Dense dense -> dense.start().explanation();
            case Seeded seeded -> seeded.start().explanation();
        };
    }

    /// Parameters that have names, and travel.
    ///
    /// @param parameters their names
    /// @param algorithm optimizer and its settings
    /// @param space what is searched
    /// @param seed every draw follows from it
    /// @param budget what the optimizer may count on
    record Dense(List<String> parameters, Algorithm algorithm, SearchSpace space, long seed, Budget budget)
            implements Method {

        public Dense {
            parameters = List.copyOf(parameters);
        }

        /// A new optimizer, at generation 0.
        public DenseOptimizer start() {
            return algorithm.start(space, seed, budget);
        }

        /// The optimizer that goes on from a state.
        public DenseOptimizer restore(byte[] state) {
            return algorithm.restore(space, seed, budget, state);
        }
    }

    /// Model weights, which evaluators hold.
    ///
    /// @param weights number of trainable weights
    /// @param algorithm optimizer and its settings
    /// @param plan seed, budget and validation
    record Seeded(long weights, SeededAlgorithm algorithm, Plan plan) implements Method {

        /// A new optimizer, at generation 0.
        public SeededOptimizer start() {
            return algorithm.start(plan);
        }

        /// The optimizer that goes on from a state.
        public SeededOptimizer restore(byte[] state) {
            return algorithm.restore(plan, state);
        }
    }
}
