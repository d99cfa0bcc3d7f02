package dev.evoka.noise;

/// The hash behind the noise: word *j* of a 64-bit key. Three rounds of multiply and shift (constants of C. Wellons'
/// `triple32`), the second half of the key entering between the rounds, so that keys are no shifts of each other.
final class NoiseWords {

    private NoiseWords() {}

    /// Fills `words` with the words `first` until `first + count` of a key.
    static void fill(long key, int first, int[] words, int count) {
        int low = (int) key + first;
        int high = (int) (key >>> 32);
        for (int j = 0; j < count; j++) {
            int x = j + low;
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
