package dev.evoka.optimizers;

import java.util.Collections;
import java.util.List;

/// The space that is searched: a box, possibly unbounded, the kinds of its parameters, and where the search starts.
///
/// @param lower lower bounds, one for each dimension; -∞ where there is none
/// @param upper upper bounds; +∞ where there is none
/// @param initialisation distribution of the first candidates; [Initialisation.Bounds] or given points if a parameter
/// is not real
/// @param kinds what the parameters are
/// @param sampling how the first candidates of a population are spread over the initialisation
public record SearchSpace(
        double[] lower, double[] upper, Initialisation initialisation, List<Kind> kinds, Sampling sampling) {

    /// A space of real parameters.
    public SearchSpace(double[] lower, double[] upper, Initialisation initialisation) {
        this(lower, upper, initialisation, Collections.nCopies(lower.length, Kind.REAL));
    }

    /// A space whose first candidates are drawn at random.
    public SearchSpace(double[] lower, double[] upper, Initialisation initialisation, List<Kind> kinds) {
        this(lower, upper, initialisation, kinds, Sampling.RANDOM);
    }

    public SearchSpace {
        if (lower.length == 0) {
            throw new IllegalArgumentException("dimension must be ≥ 1 but was 0");
        }
        if (upper.length != lower.length) {
            throw new IllegalArgumentException(
                    "upper must have %d bounds but had %d".formatted(lower.length, upper.length));
        }
        if (kinds.size() != lower.length) {
            throw new IllegalArgumentException(
                    "kinds must have %d entries but had %d".formatted(lower.length, kinds.size()));
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] < upper[i])) {
                throw new IllegalArgumentException(
                        "lower must be < upper but was %s and %s in dimension %d".formatted(lower[i], upper[i], i));
            }
            kinds.get(i).check(i, lower[i], upper[i]);
        }
        initialisation.check(lower, upper, continuous(kinds));
    }

    private static boolean continuous(List<Kind> kinds) {
        return kinds.stream().allMatch(kind -> kind == Kind.REAL);
    }

    /// True if every parameter is real, so that coordinates and parameters are the same.
    public boolean continuous() {
        return continuous(kinds);
    }

    /// The continuous space that algorithms search when parameters are of several kinds. Its kinds say what becomes
    /// of a coordinate: [Kind#INTEGER] and [Kind#CATEGORY] are rounded.
    public SearchSpace coordinates() {
        int d = lower.length;
        double[] low = new double[d];
        double[] high = new double[d];
        for (int i = 0; i < d; i++) {
            Kind kind = kinds.get(i);
            low[i] = kind.encoded(lower[i]) - kind.margin(lower[i]);
            high[i] = kind.encoded(upper[i]) + kind.margin(upper[i]);
        }
        List<Kind> left =
                kinds.stream().map(kind -> kind == Kind.LOG ? Kind.REAL : kind).toList();
        return new SearchSpace(low, high, initialisation.encoded(kinds), left, sampling);
    }

    /// The same space with another start.
    SearchSpace from(Initialisation start) {
        return new SearchSpace(lower, upper, start, kinds, sampling);
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
