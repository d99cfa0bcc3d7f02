package dev.evoka.evaluator.model;

import dev.evoka.measures.Measures;

/// Turns outputs and targets into the statistics of an error measure. An output that is no number makes the statistics
/// NaN, also where only the largest counts.
///
/// @param measure error measure
/// @param classes target classes; 0 for regression
record Counting(Measures measure, int classes) {

    int statistics() {
        return measure.statistics(classes);
    }

    /// Adds rows `from` until `to`, one after the other, to the statistics of a candidate.
    ///
    /// @param outputs outputs of all candidates
    /// @param at index of the candidate's first output
    /// @param statistics zeros, to be added to
    void add(double[][] outputs, int at, double[] targets, int from, int to, double[] statistics) {
        switch (measure) {
            case DIRECT -> throw new IllegalStateException("a model has no direct error");
            case MSE, RMSE -> statistics[0] = squares(outputs[at], targets, from, to);
            case MAE -> statistics[0] = deviations(outputs[at], targets, from, to);
            case R2 -> {
                statistics[0] = squares(outputs[at], targets, from, to);
                for (int r = from; r < to; r++) {
                    statistics[1] += targets[r];
                    statistics[2] += targets[r] * targets[r];
                }
            }
            case CROSS_ENTROPY, ACCURACY, MACRO_F1 -> throw new UnsupportedOperationException(measure.measureName());
        }
    }

    private static double squares(double[] outputs, double[] targets, int from, int to) {
        double sum = 0;
        for (int r = from; r < to; r++) {
            double off = outputs[r] - targets[r];
            sum += off * off;
        }
        return sum;
    }

    private static double deviations(double[] outputs, double[] targets, int from, int to) {
        double sum = 0;
        for (int r = from; r < to; r++) {
            sum += Math.abs(outputs[r] - targets[r]);
        }
        return sum;
    }
}
