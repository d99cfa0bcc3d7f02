package dev.evoka.noise;

import java.util.Arrays;

/// The hash behind the noise: word *j* of a 64-bit key. Three rounds of multiply and shift (constants of C. Wellons'
/// `triple32`), the second half of the key entering between the rounds, so that keys are no shifts of each other.
final class NoiseWords {

    /// 0, 1, 2 …: read from memory, since the JIT compiler turns a loop that computes with its own counter into no
    /// vector instructions, which makes it ten times as slow.
    private static final int[] PLACES = new int[Noise.ROW];

    static {
        Arrays.setAll(PLACES, i -> i);
    }

    private NoiseWords() {}

    /// Fills `words` with the first words of a key, at most [Noise#ROW].
    static void fill(long key, int[] words, int count) {
        fill(PLACES, (int) key, (int) (key >>> 32), words, count);
    }

    private static void fill(int[] places, int low, int high, int[] words, int count) {
        for (int j = 0; j < count; j++) {
            int x = places[j] + low;
            x ^= x >>> 17;
            x *= 0xed5a_d4bb;
            x ^= high;
            x ^= x >>> 11;
            x *= 0xac4c_1b51;
            x ^= x >>> 15;
            x *= 0x3184_8bab;
            words[j] = x ^ (x >>> 14);
        }
    }
}
