package dev.evoka.noise;

/// Noise of +1 and -1. Word *j* of a block has the signs of the weights *j*, *j* + 256, *j* + 512 …: bit *r* is for row
/// *r*.
public final class RademacherNoise implements Noise {

    private final NoiseKey key;
    private final int[] words = new int[ROW];

    public RademacherNoise(NoiseKey key) {
        this.key = key;
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers) {
        NoiseWords.fill(key.block(tensor.key(), from / BLOCK), 0, words, Math.min(length, ROW));
        for (int row = 0; row * ROW < length; row++) {
            add(words, row, Math.min(ROW, length - row * ROW), amount, numbers, row * ROW);
        }
    }

    /// A sign is 1 - 2 × bit, which converts to float exactly.
    private static void add(int[] words, int bit, int count, float amount, float[] numbers, int at) {
        for (int j = 0; j < count; j++) {
            numbers[at + j] += amount * (1 - ((words[j] >>> bit << 1) & 2));
        }
    }
}
