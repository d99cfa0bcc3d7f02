package dev.evoka.noise;

/// Noise by counting the ones of a word: `(ones - 16) / √8`, so amounts are scaled by 1 / √8 once. The word of a weight
/// is made of that which its block has for *j* and of its row, by two more rounds of multiply and shift.
public final class BinomialNoise implements Noise {

    private static final float DEVIATION = (float) Math.sqrt(8);
    private static final int GAMMA = 0x9e37_79b9;

    private final BlockWords words;

    public BinomialNoise(NoiseKey key) {
        this.words = new BlockWords(key);
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers, int at) {
        int row = (BlockWords.row(from) + 1) * GAMMA;
        add(words.of(tensor, from, length), row, length, amount / DEVIATION, numbers, at);
    }

    private static void add(int[] words, int row, int count, float amount, float[] numbers, int at) {
        for (int j = 0; j < count; j++) {
            int x = words[j] ^ row;
            x *= 0x7feb_352d;
            x ^= x >>> 15;
            x *= 0x846c_a68b;
            numbers[at + j] += amount * (Integer.bitCount(x ^ (x >>> 16)) - 16);
        }
    }
}
