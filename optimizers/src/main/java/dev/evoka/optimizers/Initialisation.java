package dev.evoka.optimizers;

/// Where the search starts.
public sealed interface Initialisation {

    /// Uniform between `low` and `high` in every dimension.
    record Uniform(double low, double high) implements Initialisation {
        public Uniform {
            if (!(low < high)) {
                throw new IllegalArgumentException("low must be < high but was %s and %s".formatted(low, high));
            }
        }
    }

    /// Normal with this mean and standard deviation in every dimension.
    record Normal(double mean, double deviation) implements Initialisation {
        public Normal {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("deviation must be > 0 but was " + deviation);
            }
        }
    }

    /// Uniform within the bounds, which must be finite.
    record Bounds() implements Initialisation {}

    /// A given point, one value for each dimension, with `spread` as the first step size.
    record Point(double[] values, double spread) implements Initialisation {
        public Point {
            if (!(spread > 0)) {
                throw new IllegalArgumentException("spread must be > 0 but was " + spread);
            }
        }
    }
}
