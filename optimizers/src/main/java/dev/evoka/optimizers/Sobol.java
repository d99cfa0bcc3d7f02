package dev.evoka.optimizers;

/// Sobol's sequence with Owen's scrambling: points that fill the unit cube more evenly than random ones, the first 2ⁿ
/// of them evenly in every coordinate (Sobol 1967; Bratley and Fox 1988, algorithm 659; scrambling by the hash of
/// Burley 2020, "Practical hash-based Owen scrambling"). Each seed gives another sequence of the same quality.
///
/// Direction numbers of the first ten coordinates are those of Joe and Kuo 2008; those of further ones are drawn at
/// random for the primitive polynomials in their order. Beyond [#LARGEST] coordinates are random.
final class Sobol {

    /// Most coordinates that are of the sequence.
    static final int LARGEST = 4096;

    private static final int BITS = 32;

    /// First direction numbers m₁, m₂, … of coordinates 2 to 10.
    private static final int[][] KNOWN = {
        {1},
        {1, 3},
        {1, 3, 1},
        {1, 1, 1},
        {1, 1, 3, 3},
        {1, 3, 5, 13},
        {1, 1, 5, 5, 17},
        {1, 1, 5, 5, 5},
        {1, 1, 7, 11, 19}
    };

    private final long seed;
    private final int[] directions;

    /// @param d coordinates of a point
    /// @param seed which of the sequences
    Sobol(int d, long seed) {
        this.seed = seed;
        int known = Math.min(d, LARGEST);
        this.directions = new int[known * BITS];
        for (int bit = 0; bit < BITS; bit++) {
            directions[bit] = 1 << (BITS - 1 - bit);
        }
        int polynomial = 1;
        for (int i = 1; i < known; i++) {
            polynomial = Primitive.after(polynomial);
            fill(i, polynomial);
        }
    }

    /// Recurrence of the direction numbers (Bratley and Fox 1988, eq. 2).
    private void fill(int i, int polynomial) {
        int degree = BITS - 1 - Integer.numberOfLeadingZeros(polynomial);
        int at = i * BITS;
        for (int bit = 0; bit < degree; bit++) {
            directions[at + bit] = first(i, bit) << (BITS - 1 - bit);
        }
        for (int bit = degree; bit < BITS; bit++) {
            int next = directions[at + bit - degree] ^ (directions[at + bit - degree] >>> degree);
            for (int k = 1; k < degree; k++) {
                if ((polynomial >>> (degree - k) & 1) != 0) {
                    next ^= directions[at + bit - k];
                }
            }
            directions[at + bit] = next;
        }
    }

    /// Odd and below 2^(bit + 1).
    private static int first(int i, int bit) {
        return i <= KNOWN.length ? KNOWN[i - 1][bit] : 2 * new Draws(1967, i, bit).below(1 << bit) + 1;
    }

    /// Coordinate i of a point, in [0, 1).
    ///
    /// @param index number of the point, from 0
    double coordinate(int i, long index) {
        Draws draws = new Draws(seed, i, -5);
        int scramble = (int) draws.bits();
        long fine = new Draws(draws.bits(), i, index).bits() >>> 11;
        if (i >= LARGEST) {
            return fine * 0x1p-53;
        }
        int bits = 0;
        for (long rest = index & 0xffff_ffffL; rest != 0; rest &= rest - 1) {
            bits ^= directions[i * BITS + Long.numberOfTrailingZeros(rest)];
        }
        return ((scrambled(bits, scramble) & 0xffff_ffffL) + fine * 0x1p-53) * 0x1p-32;
    }

    /// Each bit is flipped by a hash of those above it.
    private static int scrambled(int bits, int seed) {
        int x = Integer.reverse(bits) + seed;
        x ^= x * 0x6c50_b47c;
        x ^= x * 0xb82f_1e52;
        x ^= x * 0xc7af_e638;
        x ^= x * 0x8d22_f6e6;
        return Integer.reverse(x);
    }
}
