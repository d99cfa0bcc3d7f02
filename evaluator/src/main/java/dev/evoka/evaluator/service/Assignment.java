package dev.evoka.evaluator.service;

/// How evaluators share the blocks. All evaluators of a cluster have to agree: a block goes to one of each kind.
public enum Assignment {
    /// By slot: an evaluator keeps the slots that its group gave it, and so the data of their shards. There are at most
    /// as many busy evaluators as slots.
    SHARDED,
    /// By block: whoever is free takes the next block of any shard (a share group, KIP-932). There may be any
    /// number of evaluators; each holds the data of all shards that it met. Kafka gives each member some
    /// partitions, so blocks are shared freely by all only if evoka.candidates has a single one.
    POOLED;

    /// An evaluator that shares blocks in this way.
    public Evaluator evaluator(EvaluatorConfig config) {
        return switch (this) {
            case SHARDED -> new EvaluatorService(config);
            case POOLED -> new PooledEvaluator(config);
        };
    }
}
