package dev.evoka.optimizers;

/// What a parameter is. Algorithms search a continuous space; a kind says how a coordinate of that space becomes the
/// parameter that evaluators see.
public enum Kind {
    /// A real number: the coordinate itself.
    REAL,

    /// A positive real number that is searched by its logarithm.
    LOG,

    /// A whole number: the nearest to the coordinate, which has half a unit more on each side of the bounds so that
    /// every number has the same room.
    INTEGER,

    /// One of several values without an order, named by its number from 0. Coordinate as for a whole number.
    CATEGORY;

    /// True if the parameter has steps.
    public boolean discrete() {
        return this == INTEGER || this == CATEGORY;
    }

    /// The parameter that a coordinate stands for; not clamped.
    double decoded(double coordinate) {
        return switch (this) {
            case REAL -> coordinate;
            case LOG -> StrictMath.exp(coordinate);
            case INTEGER, CATEGORY -> Math.floor(coordinate + 0.5);
        };
    }

    /// A coordinate that stands for the parameter.
    double encoded(double parameter) {
        return this == LOG ? StrictMath.log(parameter) : parameter;
    }

    /// How far the coordinates go beyond a bound of the parameter. A bound of steps that is no whole number is one of
    /// coordinates already.
    double margin(double bound) {
        return discrete() && bound == Math.rint(bound) ? 0.5 : 0;
    }

    /// Throws if such a parameter, or its coordinate, cannot have these bounds.
    void check(int i, double lower, double upper) {
        if (this == LOG && !(lower > 0)) {
            throw new IllegalArgumentException(
                    "lower must be > 0 for a logarithmic parameter but was %s in dimension %d".formatted(lower, i));
        }
        if (discrete() && (broken(lower) || broken(upper))) {
            throw new IllegalArgumentException(
                    "bounds of whole numbers must be whole but were %s and %s in dimension %d"
                            .formatted(lower, upper, i));
        }
        if (this == CATEGORY && ((lower != 0 && lower != -0.5) || Double.isInfinite(upper))) {
            throw new IllegalArgumentException(
                    "bounds of a category must be 0 and its number of values - 1 but were %s and %s in dimension %d"
                            .formatted(lower, upper, i));
        }
    }

    /// Whole numbers are fine, and half a unit beyond them, where coordinates end.
    private static boolean broken(double bound) {
        return Double.isFinite(bound) && 2 * bound != Math.rint(2 * bound);
    }
}
