package dev.evoka.evaluator.data;

import dev.evoka.measures.ExactSum;
import dev.evoka.spec.SpecException;
import java.util.Arrays;

/// Gives features mean 0 and deviation 1. Means and population deviations follow from exact sums over all rows, so they
/// are the same however the rows are cut into shards.
///
/// @param means mean of each feature; empty = rows stay as they are
/// @param deviations deviation of each feature
record Standardisation(double[] means, double[] deviations) {

    /// Leaves rows as they are.
    static Standardisation none() {
        return new Standardisation(new double[0], new double[0]);
    }

    /// Of all rows, in two passes. Categories stay 0 and 1.
    ///
    /// @param numeric for each feature, whether it is standardised
    /// @throws SpecException if a feature never changes
    static Standardisation of(RowSource source, boolean[] numeric) {
        int features = numeric.length;
        ExactSum[] sums = sums(features);
        double[] least = new double[features];
        double[] largest = new double[features];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        source.read((row, target) -> {
            for (int j = 0; j < features; j++) {
                sums[j].add(row[j]);
                least[j] = Math.min(least[j], row[j]);
                largest[j] = Math.max(largest[j], row[j]);
            }
        });
        double[] means = new double[features];
        for (int j = 0; j < features; j++) {
            if (numeric[j] && least[j] == largest[j]) {
                throw new SpecException(
                        "%s, column %s: the same value in every row cannot be standardised: remove the column, or set objective.data.standardise to false"
                                .formatted(source.place(), source.features().get(j)));
            }
            means[j] = numeric[j] ? sums[j].value() / source.rows() : 0;
        }
        return new Standardisation(means, deviations(source, numeric, means));
    }

    private static double[] deviations(RowSource source, boolean[] numeric, double[] means) {
        ExactSum[] squares = sums(numeric.length);
        source.read((row, target) -> {
            for (int j = 0; j < numeric.length; j++) {
                squares[j].add((row[j] - means[j]) * (row[j] - means[j]));
            }
        });
        double[] deviations = new double[numeric.length];
        for (int j = 0; j < numeric.length; j++) {
            deviations[j] = numeric[j] ? Math.sqrt(squares[j].value() / source.rows()) : 1;
            if (!(deviations[j] > 0 && Double.isFinite(deviations[j]))) {
                throw new SpecException(
                        "%s, column %s: its deviation (%s) is too small or too large for numbers of 64 bits: scale the column"
                                .formatted(source.place(), source.features().get(j), deviations[j]));
            }
        }
        return deviations;
    }

    private static ExactSum[] sums(int count) {
        ExactSum[] sums = new ExactSum[count];
        Arrays.setAll(sums, j -> new ExactSum());
        return sums;
    }

    /// Standardises a row in place.
    void apply(double[] row) {
        for (int j = 0; j < means.length; j++) {
            row[j] = (row[j] - means[j]) / deviations[j];
        }
    }
}
