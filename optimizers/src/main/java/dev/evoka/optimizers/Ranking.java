package dev.evoka.optimizers;

import java.util.Arrays;

/// Orders candidates by their errors, the best first. NaN and ±∞ rank last, as equals; equals keep the order of their
/// indices.
final class Ranking {

    private Ranking() {}

    /// An error as it ranks: +∞ unless it is finite.
    static double ranked(double error) {
        return Double.isFinite(error) ? error : Double.POSITIVE_INFINITY;
    }

    /// Indices of the candidates, the best first.
    static int[] order(double[] errors) {
        long[] keys = new long[errors.length];
        double[] sorted = new double[errors.length];
        for (int i = 0; i < errors.length; i++) {
            sorted[i] = ranked(errors[i]) + 0.0; // -0.0 becomes 0.0, so that equals are equal
            long bits = Double.doubleToRawLongBits(sorted[i]);
            keys[i] = bits ^ ((bits >> 63) & Long.MAX_VALUE);
        }
        Integer[] order = new Integer[errors.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> keys[a] != keys[b] ? Long.compare(keys[a], keys[b]) : Integer.compare(a, b));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /// Index of the best; 0 when none is finite.
    static int best(double[] errors) {
        int best = 0;
        for (int i = 1; i < errors.length; i++) {
            if (ranked(errors[i]) < ranked(errors[best])) {
                best = i;
            }
        }
        return best;
    }

    static void checkLength(double[] errors, int population) {
        if (errors.length != population) {
            throw new IllegalArgumentException("errors must have %d numbers, one for each candidate, but had %d"
                    .formatted(population, errors.length));
        }
    }
}
