package dev.evoka.noise;

/// A noise vector over all weights, read row by row. An instance has scratch memory: one thread at a time.
public sealed interface Noise permits RademacherNoise, BinomialNoise, GaussianNoise, LowRankNoise {

    /// Weights of a row: tensors are read at multiples of it, and its numbers are made side by side in a loop of the
    /// processor's vector instructions.
    int ROW = 1024;

    /// Weights whose noise is made of the same words: whole blocks, row after row, are read fastest.
    int BLOCK = BlockWords.ROWS * ROW;

    /// Adds `amount` × noise to the weights `from` until `from + length` of a tensor, given as
    /// `numbers[at]` until `numbers[at + length]`. Each is `number + amount * noise` in float32.
    ///
    /// @param from multiple of [#ROW]
    /// @param length at most [#ROW]
    void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers, int at);

    /// Writes a row of a tensor with `amount` × noise added into another: the same bits as in place.
    ///
    /// @param from the row's first weight, a multiple of [#ROW]
    /// @param row its weights, at most [#ROW]
    /// @param into what it becomes, at least as long
    default void add(NoiseTensor tensor, int from, float amount, float[] row, float[] into) {
        System.arraycopy(row, 0, into, 0, row.length);
        add(tensor, from, row.length, amount, into, 0);
    }

    /// The full-rank noise of a kind.
    static Noise of(NoiseKind kind, NoiseKey key) {
        return switch (kind) {
            case RADEMACHER -> new RademacherNoise(key);
            case BINOMIAL -> new BinomialNoise(key);
            case GAUSSIAN -> new GaussianNoise(key);
        };
    }
}
