package dev.evoka.optimizers;

import java.util.Arrays;

/// A generation of candidates: `count × dimension` float64, candidate after candidate. Read only: nobody writes
/// `values`.
public record Candidates(int count, int dimension, double[] values) {

    public Candidates {
        if (values.length != (long) count * dimension) {
            throw new IllegalArgumentException(
                    "values must have %d × %d numbers but had %d".formatted(count, dimension, values.length));
        }
    }

    /// A copy of the parameters of one candidate.
    public double[] parameters(int candidate) {
        return Arrays.copyOfRange(values, candidate * dimension, (candidate + 1) * dimension);
    }
}
