package dev.evoka.optimizers;

/// First candidates and first step sizes, by the initialisation of a search space.
final class Start {

    private Start() {}

    /// Draws one point, within the bounds.
    static void point(SearchSpace space, Draws draws, double[] into, int at) {
        for (int i = 0; i < space.dimension(); i++) {
            double value = switch (space.initialisation()) {
                case Initialisation.Uniform u -> u.low() + (u.high() - u.low()) * draws.uniform();
                case Initialisation.Normal n -> n.mean() + n.deviation() * draws.normal();
                case Initialisation.Bounds b ->
                    space.lower()[i] + (space.upper()[i] - space.lower()[i]) * draws.uniform();
                case Initialisation.Point p -> p.values()[i] + p.spread() * draws.normal();
            };
            into[at + i] = space.clamp(i, value);
        }
    }

    /// The middle of the initialisation; a given point is itself.
    static double[] middle(SearchSpace space) {
        double[] middle = new double[space.dimension()];
        for (int i = 0; i < middle.length; i++) {
            double value = switch (space.initialisation()) {
                case Initialisation.Uniform u -> (u.low() + u.high()) / 2;
                case Initialisation.Normal n -> n.mean();
                case Initialisation.Bounds b -> (space.lower()[i] + space.upper()[i]) / 2;
                case Initialisation.Point p -> p.values()[i];
            };
            middle[i] = space.clamp(i, value);
        }
        return middle;
    }

    /// Standard deviation of the initialisation in one dimension; that of a uniform distribution is its width / √12.
    static double spread(SearchSpace space, int i) {
        return switch (space.initialisation()) {
            case Initialisation.Uniform u -> (u.high() - u.low()) / Math.sqrt(12);
            case Initialisation.Normal n -> n.deviation();
            case Initialisation.Bounds b -> (space.upper()[i] - space.lower()[i]) / Math.sqrt(12);
            case Initialisation.Point p -> p.spread();
        };
    }
}
