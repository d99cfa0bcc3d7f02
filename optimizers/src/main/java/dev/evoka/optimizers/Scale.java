package dev.evoka.optimizers;

/// What one unit of a search distribution is in each coordinate: the spread of the initialisation.
final class Scale {

    /// Largest standard deviation, as a share of the distance between the bounds.
    private static final double MOST = 1.0 / 3;

    private final double[] unit;
    private final double[] most;

    Scale(SearchSpace space) {
        int d = space.dimension();
        this.unit = new double[d];
        this.most = new double[d];
        for (int i = 0; i < d; i++) {
            unit[i] = Start.spread(space, i);
            most[i] = MOST * (space.upper()[i] - space.lower()[i]) / unit[i];
        }
    }

    double unit(int i) {
        return unit[i];
    }

    /// Largest standard deviation that makes sense, in units; infinite without bounds.
    double most(int i) {
        return most[i];
    }
}
