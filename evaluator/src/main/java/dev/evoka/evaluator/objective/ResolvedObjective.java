package dev.evoka.evaluator.objective;

import java.util.List;

/// What the submission finds out about an objective.
///
/// @param parameters names of the parameters
/// @param measure error measure
/// @param classes target classes; 0 if there are none
/// @param shards data shards
/// @param facts what evaluators need to open the data, as JSON
public record ResolvedObjective(List<String> parameters, String measure, int classes, int shards, String facts) {}
