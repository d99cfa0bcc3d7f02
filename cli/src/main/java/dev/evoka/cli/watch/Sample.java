package dev.evoka.cli.watch;

import dev.evoka.schemas.Progress;

/// How a run stood after one generation.
///
/// @param generation number of the generation, from 0
/// @param evaluations candidates evaluated until its end
/// @param best smallest error so far; NaN while there is none
/// @param lower 25 % quantile of the generation's errors
/// @param median median of the generation's errors
/// @param upper 75 % quantile of the generation's errors
public record Sample(long generation, long evaluations, double best, double lower, double median, double upper) {

    /// Of a progress record.
    public static Sample of(Progress progress) {
        return new Sample(
                progress.getGeneration(),
                progress.getEvaluations(),
                progress.getBest(),
                progress.getLowerQuartile(),
                progress.getMedian(),
                progress.getUpperQuartile());
    }
}
