package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Budget;
import dev.evoka.seeded.algorithms.Plan;
import dev.evoka.seeded.algorithms.SeededAlgorithm;
import dev.evoka.seeded.algorithms.SeededAlgorithms;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;
import java.util.List;

/// Section `optimizer` of the spec of a run that trains model weights.
final class SeededSpec {

    private static final String SECTION = "optimizer";

    private SeededSpec() {}

    /// What the section says, tried.
    static Method.Seeded method(ObjectNode section, long weights, long seed, Budget budget) {
        String name = section.path(AlgorithmJson.KEY).asText("");
        SeededAlgorithms found = SeededAlgorithms.named(name)
                .orElseThrow(() ->
                        new SpecException("optimizer.algorithm must be one of %s for model weights but was '%s'%s"
                                .formatted(
                                        String.join(", ", SeededAlgorithms.names()),
                                        name,
                                        Suggestion.near(name, SeededAlgorithms.names()))));
        List<String> shared = SpecReader.keys(SeededSettings.class);
        SeededSettings settings = SpecReader.bind(section.deepCopy().retain(shared), SeededSettings.class, SECTION);
        ObjectNode own = section.deepCopy();
        own.remove(List.of(AlgorithmJson.KEY, OptimizerSpec.PARALLELISM));
        own.remove(shared);
        if (!(found.defaults() instanceof Record defaults)) {
            throw new IllegalStateException(found + " must be a record");
        }
        SeededAlgorithm algorithm =
                (SeededAlgorithm) SpecReader.bind(own, defaults.getClass().asSubclass(Record.class), SECTION);
        Plan plan = new Plan(seed, budget, settings.validation());
        Method.Seeded method = new Method.Seeded(weights, algorithm, plan);
        try {
            method.start();
        } catch (IllegalArgumentException e) {
            throw new SpecException("optimizer." + e.getMessage(), e);
        }
        return method;
    }
}
