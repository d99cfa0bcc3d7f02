package dev.evoka.evaluator.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.evaluator.weights.WeightRules;
import dev.evoka.noise.NoiseSource;
import dev.evoka.seeded.algorithms.SeededAlgorithm;
import dev.evoka.seeded.algorithms.SeededAlgorithms;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.util.List;

/// What evaluators need to know of a run's optimizer.
///
/// @param seed seed of the run
/// @param weights how candidates and updates become weights
/// @param parents models that are held side by side
record TrainingRules(long seed, WeightRules weights, int parents) {

    private static final String SECTION = "optimizer";
    /// Keys that say nothing of weights.
    private static final List<String> OTHERS = List.of("algorithm", "parallelism", "validation");

    /// Reads the section `optimizer`, which the coordinator has checked.
    static TrainingRules of(RunSpec spec) {
        ObjectNode section = spec.optimizer().deepCopy();
        String name = section.path("algorithm").asText("");
        SeededAlgorithm defaults = SeededAlgorithms.named(name)
                .orElseThrow(() -> new SpecException("optimizer.algorithm must be one of %s but was '%s'"
                        .formatted(String.join(", ", SeededAlgorithms.names()), name)))
                .defaults();
        if (!(defaults instanceof Record settings)) {
            throw new IllegalStateException(name + " must be a record");
        }
        section.remove(OTHERS);
        SeededAlgorithm algorithm =
                (SeededAlgorithm) SpecReader.bind(section, settings.getClass().asSubclass(Record.class), SECTION);
        return new TrainingRules(
                spec.seed(),
                new WeightRules(
                        new NoiseSource(algorithm.noise(), algorithm.rank(), spec.seed()),
                        algorithm.fold(),
                        algorithm.anchored()),
                algorithm.parents());
    }
}
