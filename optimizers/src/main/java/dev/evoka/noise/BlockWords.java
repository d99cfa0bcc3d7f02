package dev.evoka.noise;

/// The words that the [#ROWS] rows of a block share, made when its first row is asked for and kept until another block
/// is.
final class BlockWords {

    /// Rows of a block: one for each bit of a word.
    static final int ROWS = Integer.SIZE;

    private final NoiseKey key;
    private final int[] words = new int[Noise.ROW];
    private long tensor;
    private int block = -1;
    private int filled;

    BlockWords(NoiseKey key) {
        this.key = key;
    }

    /// The first `count` words of the block that has the weight `from` of a tensor.
    int[] of(NoiseTensor of, int from, int count) {
        int wanted = from / Noise.BLOCK;
        if (wanted != block || of.key() != tensor || filled < count) {
            tensor = of.key();
            block = wanted;
            filled = count;
            NoiseWords.fill(key.block(tensor, block), words, count);
        }
        return words;
    }

    /// The row of the weight `from` within its block.
    static int row(int from) {
        return from / Noise.ROW % ROWS;
    }
}
