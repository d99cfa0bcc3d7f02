package dev.evoka.optimizers;

/// Random draws that are a function of (seed, generation, index) and of how many were drawn since: nothing has to be
/// stored to repeat them. SplitMix64 (Steele, Lea, Flood 2014) over a mixed key; the same bits on every machine, since
/// only integer arithmetic, multiplications and StrictMath are used.
public final class Draws {

    private static final long GAMMA = 0x9e37_79b9_7f4a_7c15L;

    private long state;

    public Draws(long seed, long generation, long index) {
        state = mix(mix(mix(seed + GAMMA) ^ (generation * 0xd1b5_4a32_d192_ed03L + 1))
                ^ (index * 0x8cb9_2ba7_2f3d_8dd7L + 2));
    }

    /// Stafford's variant 13 of the 64-bit finaliser.
    private static long mix(long number) {
        long z = number;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    /// 64 random bits.
    public long bits() {
        state += GAMMA;
        return mix(state);
    }

    /// Uniform in [0, 1), a multiple of 2⁻⁵³.
    public double uniform() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /// Uniform integer in [0, bound), by multiplication (Lemire 2019); the bias is below bound / 2⁶⁴.
    public int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(bits(), bound);
    }

    /// Standard normal.
    public double normal() {
        return Ziggurat.normal(this);
    }

    /// Standard Cauchy.
    public double cauchy() {
        return StrictMath.tan(StrictMath.PI * (uniform() - 0.5));
    }
}
