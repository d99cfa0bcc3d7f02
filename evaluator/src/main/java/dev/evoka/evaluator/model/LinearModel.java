package dev.evoka.evaluator.model;

import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.objective.BatchObjective;
import dev.evoka.evaluator.objective.ShardStatistics;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.Measures;

/// Linear regression on the rows of a shard. Parameters: the intercept, if there is one, then one weight for each
/// feature. How the work is cut changes no bit: a prediction is summed in the order of the features, a chunk of 64 rows
/// in the order of its rows, and chunks exactly.
public final class LinearModel implements BatchObjective {

    /// Rows whose statistics are summed before the exact addition; shards are cut between chunks.
    public static final int CHUNK = 64;

    /// Candidates that are evaluated side by side: their sums stay in the first-level cache.
    private static final int TILE = 64;

    private final DataSet data;
    private final int from;
    private final int to;
    private final boolean intercept;
    private final Measures measure;
    private final boolean exact;

    /// @param shards number of shards; with one, statistics are rounded, since nothing is added to them
    public LinearModel(DataSet data, boolean intercept, Measures measure, int shard, int shards) {
        this.data = data;
        this.intercept = intercept;
        this.measure = measure;
        this.exact = shards > 1;
        int chunks = Math.ceilDiv(data.size(), CHUNK);
        this.from = (int) ((long) chunks * shard / shards) * CHUNK;
        this.to = Math.min(data.size(), (int) ((long) chunks * (shard + 1) / shards) * CHUNK);
    }

    @Override
    public ShardStatistics evaluate(double[] parameters, int count) {
        int statistics = measure.statistics(0);
        ExactSum[] sums = new ExactSum[count * statistics];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new ExactSum();
        }
        for (int first = 0; first < count; first += TILE) {
            evaluateTile(parameters, count, first, Math.min(TILE, count - first), sums);
        }
        return pack(sums);
    }

    private void evaluateTile(double[] parameters, int count, int first, int size, ExactSum[] sums) {
        int features = data.features().size();
        int dimension = parameters.length / count;
        int offset = intercept ? 1 : 0;
        double[][] weights = new double[features][size];
        double[] base = new double[size];
        for (int k = 0; k < size; k++) {
            int at = (first + k) * dimension;
            base[k] = intercept ? parameters[at] : 0;
            for (int j = 0; j < features; j++) {
                weights[j][k] = parameters[at + offset + j];
            }
        }
        double[] predictions = new double[size];
        int statistics = measure.statistics(0);
        double[] chunk = new double[size * statistics];
        for (int row = from; row < to; row++) {
            System.arraycopy(base, 0, predictions, 0, size);
            predict(data.rows()[row], weights, predictions);
            count(predictions, data.targets()[row], chunk, statistics);
            if (row + 1 == to || (row + 1) % CHUNK == 0) {
                for (int i = 0; i < chunk.length; i++) {
                    sums[first * statistics + i].add(chunk[i]);
                    chunk[i] = 0;
                }
            }
        }
    }

    /// Four features at a time: the additions keep their order, and the inner loop becomes vector instructions.
    private static void predict(double[] x, double[][] weights, double[] sums) {
        int j = 0;
        for (; j + 3 < x.length; j += 4) {
            double x0 = x[j];
            double x1 = x[j + 1];
            double x2 = x[j + 2];
            double x3 = x[j + 3];
            double[] w0 = weights[j];
            double[] w1 = weights[j + 1];
            double[] w2 = weights[j + 2];
            double[] w3 = weights[j + 3];
            for (int k = 0; k < sums.length; k++) {
                sums[k] = (((sums[k] + x0 * w0[k]) + x1 * w1[k]) + x2 * w2[k]) + x3 * w3[k];
            }
        }
        for (; j < x.length; j++) {
            double[] w = weights[j];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += x[j] * w[k];
            }
        }
    }

    private void count(double[] predictions, double target, double[] chunk, int statistics) {
        for (int k = 0; k < predictions.length; k++) {
            double off = predictions[k] - target;
            if (measure == Measures.MAE) {
                chunk[k] += Math.abs(off);
                continue;
            }
            chunk[k * statistics] += off * off;
            if (measure == Measures.R2) {
                chunk[k * statistics + 1] += target;
                chunk[k * statistics + 2] += target * target;
            }
        }
    }

    private ShardStatistics pack(ExactSum[] sums) {
        long examples = Math.max(0, to - from);
        if (!exact) {
            double[] rounded = new double[sums.length];
            for (int i = 0; i < sums.length; i++) {
                rounded[i] = sums[i].value();
            }
            return new ShardStatistics(1, rounded, examples);
        }
        double[][] parts = new double[sums.length][];
        int components = 1;
        for (int i = 0; i < sums.length; i++) {
            parts[i] = sums[i].components();
            components = Math.max(components, parts[i].length);
        }
        double[] values = new double[components * sums.length];
        for (int i = 0; i < sums.length; i++) {
            for (int c = 0; c < parts[i].length; c++) {
                values[c * sums.length + i] = parts[i][c];
            }
        }
        return new ShardStatistics(components, values, examples);
    }
}
