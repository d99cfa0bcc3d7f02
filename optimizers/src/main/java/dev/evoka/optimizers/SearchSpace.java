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

    /// The value, or the bound that it lies beyond.
    public double clamp(int i, double value) {
        return Math.min(Math.max(value, lower[i]), upper[i]);
    }

    /// The value mirrored at the bounds until it lies within them; clamped if it is not finite.
    public double reflect(int i, double value) {
        double low = lower[i];
        double high = upper[i];
        if (value >= low && value <= high) {
            return value;
        }
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            double once = value < low ? 2 * low - value : 2 * high - value;
            return clamp(i, once);
        }
        double period = 2 * (high - low);
        double beyond = (value - low) % period;
        double inside = beyond < 0 ? beyond + period : beyond;
        return clamp(i, low + (inside <= high - low ? inside : period - inside));
    }
}
