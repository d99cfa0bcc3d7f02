package dev.evoka.evaluator.service;

import dev.evoka.evaluator.vitals.Vitals;

/// Takes blocks of candidates, and answers each with the error's statistics.
public sealed interface Evaluator extends AutoCloseable permits EvaluatorService, PooledEvaluator {

    /// Starts; returns at once.
    void start();

    /// What it does, counted.
    Vitals vitals();

    /// Stops: finishes what is in work, gives back what is not begun, leaves the group.
    @Override
    void close();
}
