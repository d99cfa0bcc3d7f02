package dev.evoka.noise;

/// Standard normal noise: the inverse of the normal distribution at a uniform number of 52 bits, made of two words.
public final class GaussianNoise implements Noise {

    private final NoiseKey key;
    private final int[] words = new int[2 * ROW];

    public GaussianNoise(NoiseKey key) {
        this.key = key;
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers) {
        long block = key.block(tensor.key(), from / BLOCK);
        for (int at = 0; at < length; at += ROW) {
            int count = Math.min(ROW, length - at);
            NoiseWords.fill(block, 2 * at, words, 2 * count);
            for (int j = 0; j < count; j++) {
                long bits = (long) words[2 * j] << 32 | (words[2 * j + 1] & 0xffff_ffffL);
                double uniform = ((bits >>> 12) + 0.5) * 0x1p-52;
                numbers[at + j] += amount * (float) InverseNormal.at(uniform);
            }
        }
    }
}
