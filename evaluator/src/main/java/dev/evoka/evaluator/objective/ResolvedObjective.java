package dev.evoka.evaluator.objective;

import dev.evoka.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the submission finds out about an objective.
///
/// @param parameters names of the parameters
/// @param measure error measure
/// @param classes target classes; 0 if there are none
/// @param shards data shards
/// @param facts what evaluators need to open the objective, as JSON
/// @param weights number of trainable weights; 0 if parameters have names
/// @param validationMeasure error measure on held-out examples; empty = the same
public record ResolvedObjective(
        List<String> parameters,
        String measure,
        int classes,
        int shards,
        String facts,
        long weights,
        String validationMeasure) {

    /// Of an objective whose parameters have names.
    ResolvedObjective(List<String> parameters, String measure, int classes, int shards, String facts) {
        this(parameters, measure, classes, shards, facts, 0, "");
    }

    /// A run is one record of at most 1 MiB, which has the spec too.
    private static final int MOST_BYTES = 900_000;

    public ResolvedObjective {
        parameters = List.copyOf(parameters);
        long bytes = facts.getBytes(StandardCharsets.UTF_8).length;
        for (String name : parameters) {
            bytes += 2 + name.getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MOST_BYTES) {
            throw new SpecException(
                    "the names of %d parameters and the facts of the data take %d bytes, a run has room for %d: use fewer or shorter names"
                            .formatted(parameters.size(), bytes, MOST_BYTES));
        }
    }
}
