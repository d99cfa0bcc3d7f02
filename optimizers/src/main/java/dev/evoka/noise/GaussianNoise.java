package dev.evoka.noise;

/// Standard normal noise: the inverse of the normal distribution at a uniform number of 52 bits, made of two words.
public final class GaussianNoise implements Noise {

    private final NoiseKey key;
    private final int[] high = new int[ROW];
    private final int[] low = new int[ROW];

    public GaussianNoise(NoiseKey key) {
        this.key = key;
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers, int at) {
        long row = key.block(tensor.key(), from / ROW);
        NoiseWords.fill(row, high, length);
        NoiseWords.fill(NoiseKey.mix(row), low, length);
        for (int j = 0; j < length; j++) {
            long bits = (long) high[j] << 32 | (low[j] & 0xffff_ffffL);
            double uniform = ((bits >>> 12) + 0.5) * 0x1p-52;
            numbers[at + j] += amount * (float) InverseNormal.at(uniform);
        }
    }
}
