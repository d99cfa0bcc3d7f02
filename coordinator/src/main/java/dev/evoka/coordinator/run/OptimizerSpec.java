package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Algorithm;
import dev.evoka.optimizers.Algorithms;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.spec.SpecException;

/// Section `optimizer` of the run spec: the algorithm's name and its settings. Where no algorithm is named, it is
/// `auto`.
final class OptimizerSpec {

    static final String PARALLELISM = "parallelism";

    private OptimizerSpec() {}

    /// The algorithm with the section's settings, tried on the search space.
    static Algorithm algorithm(ObjectNode section, SearchSpace space, long seed, Budget budget) {
        ObjectNode settings = section.deepCopy();
        settings.remove(PARALLELISM);
        if (!settings.has(AlgorithmJson.KEY)) {
            settings.put(AlgorithmJson.KEY, Algorithms.AUTO.specName());
        }
        Algorithm algorithm = AlgorithmJson.read(settings, "optimizer");
        try {
            algorithm.start(space, seed, budget);
        } catch (IllegalArgumentException e) {
            throw new SpecException("optimizer." + e.getMessage(), e);
        }
        return algorithm;
    }

    /// What the optimizer may count on: the stop conditions, and `optimizer.parallelism`.
    static Budget budget(ObjectNode section, StopConditions stop) {
        JsonNode parallelism = section.path(PARALLELISM);
        if (parallelism.isMissingNode()) {
            return Budget.of(stop, 1);
        }
        if (!parallelism.canConvertToInt() || !parallelism.isIntegralNumber() || parallelism.asInt() < 1) {
            throw new SpecException("optimizer.parallelism must be a whole number ≥ 1 but was " + parallelism);
        }
        return Budget.of(stop, parallelism.asInt());
    }
}
