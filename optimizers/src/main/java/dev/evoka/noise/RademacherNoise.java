package dev.evoka.noise;

/// Noise of +1 and -1. Word *j* of a block has the signs of the weights *j*, *j* + 1024, *j* + 2048 …: bit *r* is for
/// row *r*.
public final class RademacherNoise implements Noise {

    private final BlockWords words;

    public RademacherNoise(NoiseKey key) {
        this.words = new BlockWords(key);
    }

    @Override
    public void add(NoiseTensor tensor, int from, int length, float amount, float[] numbers, int at) {
        add(words.of(tensor, from, length), BlockWords.row(from), length, amount, numbers, at);
    }

    @Override
    public void add(NoiseTensor tensor, int from, float amount, float[] row, float[] into) {
        add(words.of(tensor, from, row.length), BlockWords.row(from), row.length, amount, row, into);
    }

    private static void add(int[] words, int bit, int count, float amount, float[] row, float[] into) {
        int left = Integer.SIZE - 1 - bit;
        for (int j = 0; j < count; j++) {
            into[j] = row[j] + amount * (words[j] << left >> 31 | 1);
        }
    }

    /// The bit is shifted to the sign, the sign over the whole word: -1 or 1, which converts to float exactly.
    private static void add(int[] words, int bit, int count, float amount, float[] numbers, int at) {
        int left = Integer.SIZE - 1 - bit;
        for (int j = 0; j < count; j++) {
            numbers[at + j] += amount * (words[j] << left >> 31 | 1);
        }
    }
}
