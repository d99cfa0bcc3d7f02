package dev.evoka.noise;

/// The noise of a run: kind, rank and seed. Gives the vector of any generation and index.
///
/// @param kind distribution
/// @param rank 0 = every weight has its own number; else matrices have noise of this rank
/// @param seed seed of the run
public record NoiseSource(NoiseKind kind, int rank, long seed) {

    public NoiseSource {
        if (rank < 0) {
            throw new IllegalArgumentException("rank must be ≥ 0 but was " + rank);
        }
    }

    /// A noise vector.
    public Noise vector(long generation, int index) {
        Noise full = Noise.of(kind, new NoiseKey(seed, generation, index));
        return rank == 0 ? full : new LowRankNoise(full, rank);
    }
}
