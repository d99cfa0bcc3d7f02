package dev.evoka.optimizers;

/// A change of one coordinate, by a size that may be anything from a thousandth to twice the first spread, each order
/// of magnitude as likely as the other. It finds its way where parameters can be set one by one, whatever the
/// landscape between. A whole number changes by one at least, a category becomes any other.
final class Jump {

    private static final double SMALLEST = StrictMath.log(1e-3);

    private Jump() {}

    /// Changes one coordinate of the point that begins at `at`; mirrored at bounds.
    static void one(SearchSpace space, double[] scale, Draws draws, double[] values, int at) {
        int i = draws.below(scale.length);
        double size = 2 * scale[i] * StrictMath.exp(SMALLEST * draws.uniform());
        double value = values[at + i];
        double changed = switch (space.kinds().get(i)) {
            case REAL, LOG -> value + size * draws.normal();
            case INTEGER -> value + (draws.uniform() < 0.5 ? -1 : 1) * Math.max(1, size * Math.abs(draws.normal()));
            case CATEGORY -> space.lower()[i] + (space.upper()[i] - space.lower()[i]) * draws.uniform();
        };
        values[at + i] = space.reflect(i, changed);
    }
}
