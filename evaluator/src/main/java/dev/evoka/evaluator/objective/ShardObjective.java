package dev.evoka.evaluator.objective;

/// An objective on one data shard, ready to evaluate candidates.
public sealed interface ShardObjective permits BatchObjective, PointObjective {}
