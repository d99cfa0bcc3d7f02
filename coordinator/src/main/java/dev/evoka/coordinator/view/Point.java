package dev.evoka.coordinator.view;

import dev.evoka.schemas.Progress;

/// How a run stood after one generation.
///
/// @param generation number of the generation, from 0
/// @param evaluations candidates evaluated until its end
/// @param seconds seconds from the submission to its end
/// @param best smallest error so far; NaN while there is none
/// @param least smallest error of the generation; NaN if all failed
/// @param lower 25 % quantile of the generation's errors
/// @param median median of the generation's errors
/// @param upper 75 % quantile of the generation's errors
/// @param sigma step size; NaN if the optimizer has none
/// @param failed candidates that could not be evaluated so far
public record Point(
        long generation,
        long evaluations,
        double seconds,
        double best,
        double least,
        double lower,
        double median,
        double upper,
        double sigma,
        long failed) {

    /// Of a progress record.
    public static Point of(Progress progress) {
        return new Point(
                progress.getGeneration(),
                progress.getEvaluations(),
                progress.getSeconds(),
                progress.getBest(),
                progress.getGenerationBest(),
                progress.getLowerQuartile(),
                progress.getMedian(),
                progress.getUpperQuartile(),
                progress.getSigma(),
                progress.getFailed());
    }
}
