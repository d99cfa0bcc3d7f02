package dev.evoka.evaluator.objective;

/// An objective on one data shard, ready to evaluate candidates. Closed when no more candidates come.
public sealed interface ShardObjective extends AutoCloseable permits BatchObjective, PointObjective, ForeignObjective {

    @Override
    default void close() {}
}
