package dev.evoka.evaluator.statistics;

/// Statistics of a block on a shard.
///
/// @param components numbers whose exact sum is one statistic
/// @param values `components × count × statistics` numbers, component after component
/// @param examples examples in the shard
public record ShardStatistics(int components, double[] values, long examples) {}
