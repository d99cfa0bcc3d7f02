package dev.evoka.evaluator.model;

import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.data.RowRange;
import java.util.ArrayList;
import java.util.List;

/// The rows of a shard. Rows belong to chunks of 64 by their index in the whole data; shards are cut between chunks.
///
/// @param blocks the rows in order; each block but the last has whole chunks
/// @param examples number of rows
public record ShardRows(List<RowBlock> blocks, int examples) {

    /// Four chunks: loops are long enough for vector instructions, and eight features fit the first-level cache.
    private static final int BLOCK = 4 * RowRange.CHUNK;

    /// The rows side by side, in blocks of whole chunks.
    public static ShardRows of(DataSet rows) {
        List<RowBlock> blocks = new ArrayList<>();
        int columns = rows.features().size();
        for (int first = 0; first < rows.size(); first += BLOCK) {
            int size = Math.min(BLOCK, rows.size() - first);
            double[][] features = new double[columns][size];
            double[] targets = new double[size];
            for (int r = 0; r < size; r++) {
                double[] row = rows.rows()[first + r];
                for (int j = 0; j < columns; j++) {
                    features[j][r] = row[j];
                }
                targets[r] = rows.targets()[first + r];
            }
            blocks.add(new RowBlock(features, targets));
        }
        return new ShardRows(List.copyOf(blocks), rows.size());
    }
}
