package dev.evoka.optimizers;

/// A generation of candidates: `count × dimension` float64, candidate after candidate. Read only: nobody writes
/// `values`.
public record Candidates(int count, int dimension, double[] values) {

    public Candidates {
        if (values.length != (long) count * dimension) {
            throw new IllegalArgumentException(
                    "values must have %d × %d numbers but had %d".formatted(count, dimension, values.length));
        }
    }
}
