package dev.evoka.evaluator.objective;

import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.data.RowRange;
import dev.evoka.evaluator.model.Counting;
import dev.evoka.evaluator.model.Model;
import dev.evoka.evaluator.model.RowBlock;
import dev.evoka.evaluator.model.ShardRows;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.evaluator.statistics.StatisticSums;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.Measures;
import java.util.Arrays;

/// The error of a model on the rows of a shard. How the work is cut changes no bit: the outputs of a row follow from
/// candidate and row alone, a chunk of 64 rows is summed in the order of its rows, and the sums of chunks exactly.
public final class ModelObjective implements BatchObjective {

    /// Candidates that are evaluated side by side: their outputs for a block of rows stay in the first-level cache.
    private static final int TILE = 8;

    private final Model model;
    private final Counting counting;
    private final ShardRows rows;
    private final boolean rounded;

    /// @param data the shard's rows
    /// @param centre number near the targets; the same for all shards
    /// @param shards number of shards; with one, statistics are rounded, since nothing is added to them
    public ModelObjective(Model model, Measures measure, double centre, DataSet data, int shards) {
        this.model = model;
        this.counting = new Counting(measure, data.labels().size(), centre);
        this.rows = ShardRows.of(data);
        this.rounded = shards == 1;
    }

    @Override
    public ShardStatistics evaluate(double[] parameters, int count) {
        int each = counting.statistics();
        StatisticSums sums = new StatisticSums(count * each, rounded);
        int tile = Math.min(TILE, count);
        ExactSum[] exact = new ExactSum[tile * each];
        Arrays.setAll(exact, i -> new ExactSum());
        int longest = rows.blocks().stream().mapToInt(RowBlock::rows).max().orElse(0);
        double[][] outputs = new double[tile * model.outputs().size()][longest];
        for (int first = 0; first < count; first += TILE) {
            int size = Math.min(TILE, count - first);
            for (RowBlock block : rows.blocks()) {
                model.predict(block, parameters, first, size, outputs);
                count(block, outputs, size, exact);
            }
            for (int i = 0; i < size * each; i++) {
                sums.put(first * each + i, exact[i]);
                exact[i].clear();
            }
        }
        return sums.statistics(rows.examples());
    }

    private void count(RowBlock block, double[][] outputs, int size, ExactSum[] exact) {
        double[] chunk = new double[counting.statistics()];
        for (int k = 0; k < size; k++) {
            for (int from = 0; from < block.rows(); from += RowRange.CHUNK) {
                int to = Math.min(block.rows(), from + RowRange.CHUNK);
                counting.add(outputs, k * model.outputs().size(), block.targets(), from, to, chunk);
                for (int s = 0; s < chunk.length; s++) {
                    exact[k * chunk.length + s].add(chunk[s]);
                    chunk[s] = 0;
                }
            }
        }
    }
}
