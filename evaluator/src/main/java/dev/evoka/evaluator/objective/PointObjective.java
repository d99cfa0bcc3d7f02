package dev.evoka.evaluator.objective;

/// A black box: one candidate at a time. May throw.
public non-sealed interface PointObjective extends ShardObjective {

    /// The error, to be minimised.
    double error(double[] parameters) throws Exception;
}
