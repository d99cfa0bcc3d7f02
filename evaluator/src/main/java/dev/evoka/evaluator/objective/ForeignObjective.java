package dev.evoka.evaluator.objective;

/// An objective that evaluators in other languages evaluate: its blocks are none of ours.
public record ForeignObjective() implements ShardObjective {}
