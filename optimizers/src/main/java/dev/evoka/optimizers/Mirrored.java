package dev.evoka.optimizers;

/// Standard normal vectors in pairs, z and -z (Brockhoff et al. 2010, "Mirrored sampling and sequential selection for
/// evolution strategies"): what is even in z cancels out of differences.
final class Mirrored {

    private Mirrored() {}

    /// The vectors of a generation, one after the other; of an odd number the last has no mirror image.
    static double[] normal(long seed, long generation, int count, int d) {
        double[] z = new double[count * d];
        for (int pair = 0; 2 * pair < count; pair++) {
            Draws draws = new Draws(seed, generation, pair);
            int at = 2 * pair * d;
            int mirror = at + d;
            boolean paired = 2 * pair + 1 < count;
            for (int i = 0; i < d; i++) {
                double normal = draws.normal();
                z[at + i] = normal;
                if (paired) {
                    z[mirror + i] = -normal;
                }
            }
        }
        return z;
    }
}
