package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Algorithm;
import dev.evoka.optimizers.Algorithms;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;

/// Section `optimizer` of the run spec: the algorithm's name and its settings.
final class OptimizerSpec {

    private static final String KEY = "algorithm";

    private OptimizerSpec() {}

    /// The algorithm with the section's settings, tried on the search space.
    static Algorithm algorithm(ObjectNode section, SearchSpace space, long seed) {
        String name = section.path(KEY).asText("");
        Algorithms found = Algorithms.named(name)
                .orElseThrow(() -> new SpecException("optimizer.algorithm must be one of %s but was '%s'%s"
                        .formatted(
                                String.join(", ", Algorithms.names()),
                                name,
                                name.isEmpty() ? "" : Suggestion.of(name, Algorithms.names()))));
        ObjectNode settings = section.deepCopy();
        settings.remove(KEY);
        Algorithm algorithm = bound(settings, found.defaults());
        try {
            algorithm.start(space, seed);
        } catch (IllegalArgumentException e) {
            throw new SpecException("optimizer." + e.getMessage(), e);
        }
        return algorithm;
    }

    private static Algorithm bound(ObjectNode settings, Algorithm defaults) {
        if (!(defaults instanceof Record)) {
            throw new IllegalStateException(defaults.getClass() + " must be a record");
        }
        return (Algorithm) SpecReader.bind(settings, defaults.getClass().asSubclass(Record.class), "optimizer");
    }
}
