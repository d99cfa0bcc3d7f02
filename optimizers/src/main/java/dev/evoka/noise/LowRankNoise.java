package dev.evoka.noise;

import java.util.Arrays;

/// Noise of low rank for matrices: `A Bᵀ / √rank` with factors of full-rank noise; vectors have full-rank noise
/// (EGGROLL, Sarkar et al. 2025, "Evolution strategies at the hyperscale"). Variance 1 for each weight.
public final class LowRankNoise implements Noise {

    private static final long LEFT = 0x6c65_6674L;
    private static final long RIGHT = 0x7269_6768_74L;

    private final Noise factors;
    private final int rank;

    /// @param factors noise of the factors and of vectors
    /// @param rank columns of the factors; at least 1
    public LowRankNoise(Noise factors, int rank) {
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be ≥ 1 but was " + rank);
        }
        this.factors = factors;
        this.rank = rank;
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers) {
        if (!tensor.matrix()) {
            factors.add(tensor, from, length, amount, numbers);
            return;
        }
        int columns = tensor.columns();
        int firstRow = from / columns;
        int lastRow = (from + length - 1) / columns;
        float scaled = (float) (amount / Math.sqrt(rank));
        for (int k = 0; k < rank; k++) {
            float[] left = factor(tensor.key() ^ LEFT, tensor.rows(), k, firstRow, lastRow + 1);
            float[] right = factor(tensor.key() ^ RIGHT, columns, k, 0, columns);
            for (int row = firstRow; row <= lastRow; row++) {
                int begin = Math.max(from, row * columns);
                int end = Math.min(from + length, row * columns + columns);
                add(scaled * left[row - firstRow], right, begin - row * columns, numbers, begin - from, end - begin);
            }
        }
    }

    private static void add(float amount, float[] right, int first, float[] numbers, int at, int count) {
        for (int j = 0; j < count; j++) {
            numbers[at + j] += amount * right[first + j];
        }
    }

    /// Entries `first` until `last` of column `k` of a factor, whose columns are laid out one after the other.
    private float[] factor(long key, int size, int k, int first, int last) {
        NoiseTensor column = new NoiseTensor(NoiseKey.mix(key + k), 1, size);
        float[] entries = new float[last - first];
        float[] block = new float[BLOCK];
        for (int from = first / BLOCK * BLOCK; from < last; from += BLOCK) {
            int length = Math.min(BLOCK, size - from);
            Arrays.fill(block, 0, length, 0);
            factors.add(column, from, length, 1, block);
            int begin = Math.max(from, first);
            int end = Math.min(from + length, last);
            System.arraycopy(block, begin - from, entries, begin - first, end - begin);
        }
        return entries;
    }
}
