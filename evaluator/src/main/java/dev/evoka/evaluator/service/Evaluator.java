package dev.evoka.evaluator.service;

import dev.evoka.evaluator.vitals.Vitals;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/// Takes blocks of candidates, and answers each with the error's statistics.
public sealed interface Evaluator extends AutoCloseable permits EvaluatorService, PooledEvaluator {

    /// Starts; returns at once.
    void start();

    /// What it does, counted.
    Vitals vitals();

    /// Meters of its Kafka clients, for one who closes them.
    List<MeterBinder> clientMeters();

    /// Stops: finishes what is in work, gives back what is not begun, leaves the group.
    @Override
    void close();
}
