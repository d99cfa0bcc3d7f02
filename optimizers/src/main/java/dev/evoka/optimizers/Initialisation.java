package dev.evoka.optimizers;

import java.util.Arrays;
import java.util.List;

/// Where the search starts.
public sealed interface Initialisation {

    /// Uniform between `low` and `high` in every dimension.
    record Uniform(double low, double high) implements Initialisation {
        public Uniform {
            if (!(low < high) || Double.isInfinite(high - low)) {
                throw new IllegalArgumentException(
                        "low must be < high, both finite, but was %s and %s".formatted(low, high));
            }
        }
    }

    /// Normal with this mean and standard deviation in every dimension.
    record Normal(double mean, double deviation) implements Initialisation {
        public Normal {
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException("mean must be finite but was " + mean);
            }
            if (!(deviation > 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException("deviation must be > 0 but was " + deviation);
            }
        }
    }

    /// Uniform within the bounds, which must be finite.
    record Bounds() implements Initialisation {}

    /// A given point, one value for each dimension, with `spread` as the first step size. The spread of a logarithmic
    /// parameter is that of its natural logarithm.
    record Point(double[] values, double spread) implements Initialisation {
        public Point {
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException(
                            "point must be finite but was %s in dimension %d".formatted(values[i], i));
                }
            }
            if (!(spread > 0) || Double.isInfinite(spread)) {
                throw new IllegalArgumentException("spread must be > 0 but was " + spread);
            }
        }
    }

    /// Several given points, the most promising first, with a first step size for each dimension. A population begins
    /// with all of them, a search of a single point with the first.
    record Points(double[][] values, double[] spreads) implements Initialisation {
        public Points {
            if (values.length == 0) {
                throw new IllegalArgumentException("points must have at least one but had none");
            }
            for (double[] point : values) {
                for (double spread : spreads) {
                    new Point(point, spread);
                }
            }
        }
    }

    /// Throws if it does not fit a space with these bounds.
    ///
    /// @param real true if every parameter is real
    default void check(double[] lower, double[] upper, boolean real) {
        if (this instanceof Bounds) {
            checkFinite(lower, upper);
        } else if (this instanceof Point point) {
            checkLength(point.values, lower.length);
        } else if (this instanceof Points points) {
            checkLength(points.spreads, lower.length);
            for (double[] point : points.values) {
                checkLength(point, lower.length);
            }
        } else if (!real) {
            throw new IllegalArgumentException(
                    "initialisation must be bounds or a point where a parameter is logarithmic, whole or a category");
        }
    }

    private static void checkLength(double[] point, int dimension) {
        if (point.length != dimension) {
            throw new IllegalArgumentException(
                    "point must have %d values but had %d".formatted(dimension, point.length));
        }
    }

    private static void checkFinite(double[] lower, double[] upper) {
        for (int i = 0; i < lower.length; i++) {
            if (Double.isInfinite(upper[i] - lower[i])) {
                throw new IllegalArgumentException(
                        "bounds must be finite to start within them but were %s and %s in dimension %d"
                                .formatted(lower[i], upper[i], i));
            }
        }
    }

    /// The same in the coordinates of parameters of these kinds.
    default Initialisation encoded(List<Kind> kinds) {
        return switch (this) {
            case Point point -> new Point(encoded(point.values, kinds), point.spread);
            case Points points -> {
                double[][] coordinates = new double[points.values.length][];
                Arrays.setAll(coordinates, c -> encoded(points.values[c], kinds));
                yield new Points(coordinates, points.spreads);
            }
            case Uniform uniform -> uniform;
            case Normal normal -> normal;
            case Bounds bounds -> bounds;
        };
    }

    private static double[] encoded(double[] point, List<Kind> kinds) {
        double[] coordinates = new double[point.length];
        Arrays.setAll(coordinates, i -> kinds.get(i).encoded(point[i]));
        return coordinates;
    }
}
