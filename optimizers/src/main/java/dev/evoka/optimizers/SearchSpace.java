package dev.evoka.optimizers;

/// The space that is searched: a box, possibly unbounded, and where the search starts.
///
/// @param lower lower bounds, one for each dimension; -∞ where there is none
/// @param upper upper bounds; +∞ where there is none
/// @param initialisation distribution of the first candidates
public record SearchSpace(double[] lower, double[] upper, Initialisation initialisation) {

    public SearchSpace {
        if (lower.length == 0) {
            throw new IllegalArgumentException("dimension must be ≥ 1 but was 0");
        }
        if (upper.length != lower.length) {
            throw new IllegalArgumentException(
                    "upper must have %d bounds but had %d".formatted(lower.length, upper.length));
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] < upper[i])) {
                throw new IllegalArgumentException(
                        "lower must be < upper but was %s and %s in dimension %d".formatted(lower[i], upper[i], i));
            }
        }
    }

    /// Number of parameters.
    public int dimension() {
        return lower.length;
    }
}
