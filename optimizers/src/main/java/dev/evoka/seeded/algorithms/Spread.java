package dev.evoka.seeded.algorithms;

import java.util.Arrays;

/// Mean and standard deviation of the errors of a generation; failed candidates do not count.
///
/// @param count candidates that have an error
/// @param mean mean error; 0 if there is none
/// @param deviation standard deviation, with one degree of freedom less; 0 for fewer than two
record Spread(int count, double mean, double deviation) {

    static Spread of(double[] errors) {
        return of(errors, 0);
    }

    /// Of the errors from an index on.
    static Spread of(double[] errors, int from) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < errors.length; i++) {
            if (Double.isFinite(errors[i])) {
                sum += errors[i];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (int i = from; i < errors.length; i++) {
            if (Double.isFinite(errors[i])) {
                squares += (errors[i] - mean) * (errors[i] - mean);
            }
        }
        return new Spread(count, mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1)));
    }

    /// How many candidates have the most frequent error, if more than one has it; else 0.
    static int ties(double[] errors) {
        double[] sorted =
                Arrays.stream(errors).filter(Double::isFinite).sorted().toArray();
        int most = 0;
        int same = 1;
        for (int i = 1; i < sorted.length; i++) {
            same = sorted[i] == sorted[i - 1] ? same + 1 : 1;
            most = same > 1 ? Math.max(most, same) : most;
        }
        return most;
    }

    /// `factor · (error - mean)`; 0 for failed candidates.
    double[] centred(double[] errors, double factor) {
        double[] centred = new double[errors.length];
        for (int i = 0; i < errors.length; i++) {
            centred[i] = Double.isFinite(errors[i]) ? factor * (errors[i] - mean) : 0;
        }
        return centred;
    }
}
