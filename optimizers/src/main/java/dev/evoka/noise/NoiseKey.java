package dev.evoka.noise;

/// Names one noise vector over all weights: number `index` of a generation of a run.
///
/// @param seed seed of the run
/// @param generation generation that the vector was drawn for
/// @param index number of the vector within its generation; two candidates that differ in sign only share it
public record NoiseKey(long seed, long generation, int index) {

    private static final long GAMMA = 0x9e37_79b9_7f4a_7c15L;

    /// The key of a block of a tensor: mixed so that keys which differ in one bit of one part are unrelated.
    ///
    /// @param tensor [NoiseTensor#key]
    long block(long tensor, long block) {
        long mixed = mix(seed + GAMMA);
        mixed = mix(mixed ^ (generation * 0xd1b5_4a32_d192_ed03L + 1));
        mixed = mix(mixed ^ (index * 0x8cb9_2ba7_2f3d_8dd7L + 2));
        mixed = mix(mixed ^ tensor);
        return mix(mixed ^ (block * 0xaef1_7502_108e_f2d9L + 3));
    }

    /// 64 random bits that are unrelated to the vector itself.
    public long draw() {
        return block(0x6472_6177L, 0);
    }

    /// Stafford's variant 13 of the 64-bit finaliser.
    static long mix(long number) {
        long z = number;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }
}
