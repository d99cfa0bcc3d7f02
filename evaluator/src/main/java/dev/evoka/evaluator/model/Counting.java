package dev.evoka.evaluator.model;

import dev.evoka.measures.Measures;
import java.util.Arrays;

/// Turns outputs and targets into the statistics of an error measure. An output that is no number makes the statistics
/// NaN, also where only the largest counts.
///
/// @param measure error measure
/// @param classes target classes; 0 for regression
/// @param centre number near the targets: deviations from it lose fewer digits than the targets themselves
public record Counting(Measures measure, int classes, double centre) {

    /// Number of statistics of a candidate.
    public int statistics() {
        return measure.statistics(classes);
    }

    /// Adds rows `from` until `to`, one after the other, to the statistics of a candidate.
    ///
    /// @param outputs outputs of all candidates
    /// @param at index of the candidate's first output
    /// @param statistics zeros, to be added to
    public void add(double[][] outputs, int at, double[] targets, int from, int to, double[] statistics) {
        switch (measure) {
            case DIRECT -> throw new IllegalStateException("a model has no direct error");
            case MSE, RMSE -> statistics[0] = squares(outputs[at], targets, from, to);
            case MAE -> statistics[0] = deviations(outputs[at], targets, from, to);
            case R2 -> {
                statistics[0] = squares(outputs[at], targets, from, to);
                for (int r = from; r < to; r++) {
                    double off = targets[r] - centre;
                    statistics[1] += off;
                    statistics[2] += off * off;
                }
            }
            case CROSS_ENTROPY ->
                statistics[0] = classes == 2
                        ? LogLoss.twoClasses(outputs[at], targets, from, to)
                        : LogLoss.softmax(outputs, at, classes, targets, from, to);
            case ACCURACY -> {
                for (int r = from; r < to; r++) {
                    int decision = decision(outputs, at, r);
                    statistics[0] += decision < 0 ? Double.NaN : decision == (int) targets[r] ? 1 : 0;
                }
            }
            case MACRO_F1 -> {
                for (int r = from; r < to; r++) {
                    confuse(decision(outputs, at, r), (int) targets[r], statistics);
                }
            }
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

    /// The class with the largest output, the first of equals; -1 if an output is no number.
    private int decision(double[][] outputs, int at, int row) {
        double best = outputs[at][row];
        if (Double.isNaN(best)) {
            return -1;
        }
        if (classes == 2) {
            return best > 0 ? 1 : 0;
        }
        int decision = 0;
        for (int c = 1; c < classes; c++) {
            double output = outputs[at + c][row];
            if (Double.isNaN(output)) {
                return -1;
            }
            if (output > best) {
                best = output;
                decision = c;
            }
        }
        return decision;
    }

    /// Statistics of a class: true positives, false positives, false negatives.
    private static void confuse(int decision, int target, double[] statistics) {
        if (decision < 0) {
            Arrays.fill(statistics, Double.NaN);
        } else if (decision == target) {
            statistics[3 * target]++;
        } else {
            statistics[3 * decision + 1]++;
            statistics[3 * target + 2]++;
        }
    }
}
