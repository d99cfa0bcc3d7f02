package dev.evoka.evaluator.model;

/// Sums of weighted inputs for rows side by side. Every sum adds its products in the order of the inputs, each product
/// and each addition rounded by itself, so a sum's bits do not depend on how many rows or candidates share a loop.
final class WeightedSums {

    /// Inputs that are added in one pass over the rows: more passes would store and load the sums more often.
    static final int STEP = 8;

    private WeightedSums() {}

    /// Adds inputs `from` until `to`, weighted by `weights[at]`, `weights[at + 1]`, …, to the sum of each row.
    static void add(double[][] inputs, int from, int to, double[] weights, int at, double[] sums, int rows) {
        int w = at;
        int j = from;
        for (; j + STEP <= to; j += STEP) {
            addEight(inputs, j, weights, w, sums, rows);
            w += STEP;
        }
        for (; j < to; j++) {
            addOne(inputs[j], weights[w++], sums, rows);
        }
    }

    private static void addEight(double[][] inputs, int j, double[] weights, int w, double[] sums, int rows) {
        double[] x0 = inputs[j];
        double[] x1 = inputs[j + 1];
        double[] x2 = inputs[j + 2];
        double[] x3 = inputs[j + 3];
        double[] x4 = inputs[j + 4];
        double[] x5 = inputs[j + 5];
        double[] x6 = inputs[j + 6];
        double[] x7 = inputs[j + 7];
        double w0 = weights[w];
        double w1 = weights[w + 1];
        double w2 = weights[w + 2];
        double w3 = weights[w + 3];
        double w4 = weights[w + 4];
        double w5 = weights[w + 5];
        double w6 = weights[w + 6];
        double w7 = weights[w + 7];
        for (int r = 0; r < rows; r++) {
            double first = (((sums[r] + x0[r] * w0) + x1[r] * w1) + x2[r] * w2) + x3[r] * w3;
            sums[r] = (((first + x4[r] * w4) + x5[r] * w5) + x6[r] * w6) + x7[r] * w7;
        }
    }

    private static void addOne(double[] x, double weight, double[] sums, int rows) {
        for (int r = 0; r < rows; r++) {
            sums[r] += x[r] * weight;
        }
    }
}
