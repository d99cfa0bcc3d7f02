package dev.evoka.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Quality of the raw words, whose keys differ as little as those of a run do. Bounds are five standard errors.
class NoiseWordsTest {

    private static final int WORDS = 256;

    private static int[] words(long key) {
        int[] words = new int[WORDS];
        NoiseWords.fill(key, words, WORDS);
        return words;
    }

    private static int[] stream(int keys) {
        int[] all = new int[keys * WORDS];
        NoiseTensor tensor = NoiseTensor.of("w", 1);
        for (int k = 0; k < keys; k++) {
            // Candidates of generations, block after block: what a run reads.
            NoiseKey key = new NoiseKey(1, k / 64, k / 8 % 8);
            System.arraycopy(words(key.block(tensor.key(), k % 8)), 0, all, k * WORDS, WORDS);
        }
        return all;
    }

    @Test
    void everyBitIsFair() {
        int[] all = stream(4096);
        for (int bit = 0; bit < 32; bit++) {
            long ones = 0;
            for (int word : all) {
                ones += word >>> bit & 1;
            }
            assertThat(Math.abs(2.0 * ones - all.length)).isLessThan(5 * Math.sqrt(all.length));
        }
    }

    @Test
    void bitsOfAWordAndOfItsNeighboursAreUncorrelated() {
        int[] all = stream(2048);
        for (int lag : new int[] {0, 1, 2, 256, 2048}) {
            for (int shift = lag == 0 ? 1 : 0; shift < 32; shift++) {
                long equal = 0;
                for (int i = 0; i + lag < all.length; i++) {
                    equal += Integer.bitCount(~(all[i] ^ Integer.rotateRight(all[i + lag], shift)));
                }
                double bits = 32.0 * (all.length - lag);
                assertThat(Math.abs(2 * equal - bits))
                        .as("lag %d, shift %d", lag, shift)
                        .isLessThan(7.1 * Math.sqrt(bits)); // rotations by 16 count each pair twice
            }
        }
    }

    @Test
    void bytesAreUniformSinglyAndInPairs() {
        int[] all = stream(4096);
        int[] single = new int[256];
        int[] pairs = new int[65536];
        for (int i = 0; i < all.length; i++) {
            for (int b = 0; b < 4; b++) {
                single[(all[i] >>> (8 * b)) & 0xff]++;
            }
            pairs[all[i] >>> 24 << 8 | all[(i + 1) % all.length] >>> 24]++;
        }
        assertThat(chiSquare(single)).isBetween(255 - 5 * Math.sqrt(510), 255 + 5 * Math.sqrt(510));
        assertThat(chiSquare(pairs)).isBetween(65535 - 5 * Math.sqrt(131070), 65535 + 5 * Math.sqrt(131070));
    }

    private static double chiSquare(int[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    @Test
    void oneBitOfTheKeyTurnsHalfOfTheBits() {
        for (int bit = 0; bit < 64; bit++) {
            long turned = 0;
            long bits = 0;
            for (long k = 0; k < 64; k++) {
                long key = NoiseKey.mix(k + 1);
                int[] a = words(key);
                int[] b = words(key ^ 1L << bit);
                for (int i = 0; i < WORDS; i++) {
                    turned += Integer.bitCount(a[i] ^ b[i]);
                    bits += 32;
                }
            }
            assertThat((double) turned / bits).as("bit %d", bit).isBetween(0.49, 0.51);
        }
    }

    /// As many equal words as there are among random ones: n² / 2³³.
    @Test
    void wordsRepeatAsOftenAsRandomOnesDo() {
        int[] all = stream(4096);
        Arrays.sort(all);
        int repeats = 0;
        for (int i = 1; i < all.length; i++) {
            repeats += all[i] == all[i - 1] ? 1 : 0;
        }
        double expected = (double) all.length * all.length / 0x1p33;
        assertThat((double) repeats).isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
    }
}
