package dev.evoka.noise;

/// Noise of low rank for matrices: `A Bᵀ / √rank` with factors of full-rank noise; vectors have full-rank noise
/// (EGGROLL, Sarkar et al. 2025, "Evolution strategies at the hyperscale"). Variance 1 for each weight.
public final class LowRankNoise implements Noise {

    private static final long LEFT = 0x6c65_6674L;
    private static final long RIGHT = 0x7269_6768_74L;
    private static final NoiseTensor NONE = new NoiseTensor(0, 1, 1);

    private final Noise factors;
    private final int rank;
    private final float[][] left;
    /// As doubles, which cannot lie in the array that is added to: else the compiler makes no vector instructions.
    private final double[][] right;
    private NoiseTensor drawn = NONE;

    /// @param factors noise of the factors and of vectors
    /// @param rank columns of the factors; at least 1
    public LowRankNoise(Noise factors, int rank) {
        if (rank < 1) {
            throw new IllegalArgumentException("rank must be ≥ 1 but was " + rank);
        }
        this.factors = factors;
        this.rank = rank;
        this.left = new float[rank][];
        this.right = new double[rank][];
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers, int at) {
        if (!tensor.matrix()) {
            factors.add(tensor, from, length, amount, numbers, at);
            return;
        }
        if (!tensor.equals(drawn)) {
            draw(tensor);
        }
        int columns = tensor.columns();
        float scaled = (float) (amount / Math.sqrt(rank));
        for (int begin = from; begin < from + length; ) {
            int row = begin / columns;
            int end = (int) Math.min(from + length, (row + 1L) * columns);
            for (int k = 0; k < rank; k++) {
                add(scaled * left[k][row], right[k], begin - row * columns, end - begin, numbers, at + begin - from);
            }
            begin = end;
        }
    }

    private static void add(float amount, double[] right, int first, int count, float[] numbers, int at) {
        for (int j = 0; j < count; j++) {
            numbers[at + j] += amount * (float) right[first + j];
        }
    }

    private void draw(NoiseTensor tensor) {
        for (int k = 0; k < rank; k++) {
            left[k] = factor(tensor.key() ^ LEFT, tensor.rows(), k);
            float[] entries = factor(tensor.key() ^ RIGHT, tensor.columns(), k);
            right[k] = new double[entries.length];
            for (int j = 0; j < entries.length; j++) {
                right[k][j] = entries[j];
            }
        }
        drawn = tensor;
    }

    /// Column `k` of a factor.
    private float[] factor(long key, int size, int k) {
        NoiseTensor column = new NoiseTensor(NoiseKey.mix(key + k), 1, size);
        float[] entries = new float[size];
        for (int from = 0; from < size; from += ROW) {
            factors.add(column, from, Math.min(ROW, size - from), 1, entries, from);
        }
        return entries;
    }
}
