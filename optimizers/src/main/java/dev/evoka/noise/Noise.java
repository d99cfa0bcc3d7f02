package dev.evoka.noise;

/// A noise vector over all weights, read block by block. An instance has scratch memory: one thread at a time.
public sealed interface Noise permits RademacherNoise, BinomialNoise, GaussianNoise, LowRankNoise {

    /// Weights of a block: tensors are read at multiples of it.
    int BLOCK = 8192;

    /// Values that are made side by side in a loop of the processor's vector instructions.
    int ROW = 256;

    /// Adds `amount` × noise to the weights `from` until `from + length` of a tensor, given as
    /// `numbers[0]` until `numbers[length]`. Each is `number + amount * noise` in float32.
    ///
    /// @param from multiple of [#BLOCK]
    /// @param length at most [#BLOCK]
    void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers);

    /// The full-rank noise of a kind.
    static Noise of(NoiseKind kind, NoiseKey key) {
        return switch (kind) {
            case RADEMACHER -> new RademacherNoise(key);
            case BINOMIAL -> new BinomialNoise(key);
            case GAUSSIAN -> new GaussianNoise(key);
        };
    }
}
