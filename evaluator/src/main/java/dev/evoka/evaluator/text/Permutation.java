package dev.evoka.evaluator.text;

/// A pseudo-random order of the numbers 0 until `size`, any place of which is found without the others: a Feistel
/// network of six rounds over the next power of four, walked until the result is below `size`.
///
/// @param size how many numbers; at least 1
/// @param key names the order
record Permutation(long size, long key) {

    private static final int ROUNDS = 6;

    Permutation {
        if (size < 1) {
            throw new IllegalArgumentException("size must be ≥ 1 but was " + size);
        }
    }

    /// The number at a place.
    long at(long place) {
        int half = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(size - 1) + 1) / 2);
        long mask = (1L << half) - 1;
        long number = place;
        do {
            long left = number >>> half;
            long right = number & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ (mix(right + key + round * 0x9e37_79b9_7f4a_7c15L) & mask);
                left = right;
                right = next;
            }
            number = left << half | right;
        } while (number >= size);
        return number;
    }

    /// Stafford's variant 13 of the 64-bit finaliser.
    static long mix(long number) {
        long z = number;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }
}
