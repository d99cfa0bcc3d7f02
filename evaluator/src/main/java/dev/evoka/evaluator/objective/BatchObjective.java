package dev.evoka.evaluator.objective;

import dev.evoka.evaluator.statistics.ShardStatistics;
/// Evaluates many candidates at once. Thread-safe; never fails for a single candidate: a result that is no number is
/// NaN.

public non-sealed interface BatchObjective extends ShardObjective {

    /// @param parameters `count × dimension` numbers, candidate after candidate
    ShardStatistics evaluate(double[] parameters, int count);
}
