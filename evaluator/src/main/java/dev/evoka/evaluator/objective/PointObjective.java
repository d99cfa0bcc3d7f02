package dev.evoka.evaluator.objective;

import java.time.Duration;

/// Somebody else's objective: one candidate at a time, on several threads. It may throw, or never come back.
public non-sealed interface PointObjective extends ShardObjective {

    /// The error, to be minimised.
    ///
    /// @throws FailedEvaluationException with a message for the user
    /// @throws Exception whatever the objective throws
    double error(double[] parameters) throws Exception;

    /// Time after which an evaluation is given up and its candidate failed.
    Duration limit();
}
