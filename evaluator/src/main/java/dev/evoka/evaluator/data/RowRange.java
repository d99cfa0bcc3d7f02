package dev.evoka.evaluator.data;

/// The rows of a shard: from `from` until `to`, counted over the whole data. Shards are cut between chunks of 64 rows,
/// so that the sum of a chunk never depends on the number of shards.
///
/// @param from first row
/// @param to row after the last
public record RowRange(int from, int to) {

    /// Rows whose statistics are summed one after the other; sums of chunks are added exactly.
    public static final int CHUNK = 64;

    /// Rows of one of `shards` shards.
    public static RowRange of(int rows, int shard, int shards) {
        long chunks = chunks(rows);
        int from = (int) Math.min(rows, chunks * shard / shards * CHUNK);
        int to = (int) Math.min(rows, chunks * (shard + 1) / shards * CHUNK);
        return new RowRange(from, to);
    }

    /// The largest number of shards of so many rows.
    public static int chunks(int rows) {
        return Math.ceilDiv(rows, CHUNK);
    }

    /// Number of rows.
    public int size() {
        return to - from;
    }
}
