package dev.evoka.noise;

/// Noise by counting the ones of a word: `(ones - 16) / √8`, so amounts are scaled by 1 / √8 once.
public final class BinomialNoise implements Noise {

    private static final float DEVIATION = (float) Math.sqrt(8);

    private final NoiseKey key;
    private final int[] words = new int[ROW];

    public BinomialNoise(NoiseKey key) {
        this.key = key;
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers) {
        long block = key.block(tensor.key(), from / BLOCK);
        float scaled = amount / DEVIATION;
        for (int at = 0; at < length; at += ROW) {
            int count = Math.min(ROW, length - at);
            NoiseWords.fill(block, at, words, count);
            add(words, count, scaled, numbers, at);
        }
    }

    private static void add(int[] words, int count, float amount, float[] numbers, int at) {
        for (int j = 0; j < count; j++) {
            numbers[at + j] += amount * (Integer.bitCount(words[j]) - 16);
        }
    }
}
