package dev.evoka.optimizers;

/// How a gene of a genetic algorithm is mutated. A whole number changes by one at least, a category becomes any other.
public enum Mutation {
    /// A normal step whose size is the population's own spread in that gene, so that it fits unbounded spaces.
    GAUSSIAN {
        @Override
        double step(SearchSpace space, int i, double value, double spread, Draws draws) {
            return spread * draws.normal();
        }
    },

    /// Polynomial mutation with distribution index 20, as a share of the width of the bounds (Deb and Goyal 1996, "A
    /// combined genetic adaptive search (GeneAS) for engineering design"); without bounds that of six spreads.
    POLYNOMIAL {
        @Override
        double step(SearchSpace space, int i, double value, double spread, Draws draws) {
            double width = space.upper()[i] - space.lower()[i];
            double u = draws.uniform();
            double share =
                    u < 0.5 ? StrictMath.pow(2 * u, 1 / (ETA + 1)) - 1 : 1 - StrictMath.pow(2 * (1 - u), 1 / (ETA + 1));
            return share * (Double.isInfinite(width) ? 6 * spread : width);
        }
    };

    private static final double ETA = 20;

    /// A step of a real gene.
    abstract double step(SearchSpace space, int i, double value, double spread, Draws draws);

    /// The gene after a mutation; it may lie beyond the bounds.
    double mutated(SearchSpace space, int i, double value, double spread, Draws draws) {
        return switch (space.kinds().get(i)) {
            case REAL, LOG -> value + step(space, i, value, spread, draws);
            case INTEGER -> {
                double step = step(space, i, value, spread, draws);
                yield value + Math.copySign(Math.max(1, Math.abs(step)), step);
            }
            case CATEGORY -> space.lower()[i] + (space.upper()[i] - space.lower()[i]) * draws.uniform();
        };
    }
}
