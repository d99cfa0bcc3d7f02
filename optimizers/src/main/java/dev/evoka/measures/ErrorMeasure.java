package dev.evoka.measures;

/// An error measure: predictions and targets are mapped to statistics, statistics are added exactly, and the
/// sum is finished to one error, which is minimised. What is better when larger (R², accuracy, F1) is minimised
/// as 1 minus it.
public interface ErrorMeasure {

    /// Name in the run spec, for example `mse`.
    String measureName();

    /// Number of statistics for each candidate, given the number of target classes (0 for regression).
    int statistics(int classes);

    /// The error, from the statistics summed over all shards.
    ///
    /// @param sums the summed statistics of one candidate, each correctly rounded
    /// @param examples number of examples over all shards
    double finish(double[] sums, long examples);
}
