package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// Asks whether the error is a sum over the coordinates. Coordinates are split at random into two halves; if each half
/// of a jump changes the error by as much with the other half as without it, they do not act on each other. Five
/// splits, three candidates each, and the middle of the initialisation: 16 evaluations in whatever dimension.
final class SeparabilityProbe implements Search {

    private static final int SPLITS = 5;
    private static final int COUNT = 1 + 3 * SPLITS;

    private final SearchSpace space;
    private final long seed;
    private boolean told;
    private boolean separable;

    SeparabilityProbe(SearchSpace space, long seed) {
        this.space = space;
        this.seed = seed;
    }

    @Override
    public double[] propose(long generation) {
        int d = space.dimension();
        double[] values = new double[COUNT * d];
        double[] middle = Start.middle(space);
        double[] far = new double[d];
        System.arraycopy(middle, 0, values, 0, d);
        for (int split = 0; split < SPLITS; split++) {
            Start.point(space, new Draws(seed, -3, split), far, 0);
            Draws draws = new Draws(seed, -4, split);
            int at = (1 + 3 * split) * d;
            for (int i = 0; i < d; i++) {
                boolean first = draws.below(2) == 0;
                values[at + i] = first ? far[i] : middle[i];
                values[at + d + i] = first ? middle[i] : far[i];
                values[at + 2 * d + i] = far[i];
            }
        }
        return values;
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        told = true;
        separable = space.dimension() > 1;
        for (int split = 0; split < SPLITS; split++) {
            int at = 1 + 3 * split;
            double first = errors[at] - errors[0];
            double second = errors[at + 1] - errors[0];
            double both = errors[at + 2] - errors[0];
            double size = Math.abs(first) + Math.abs(second);
            double rounding = 1e-13 * (Math.abs(errors[0]) + Math.abs(errors[at + 2]));
            separable &= size > 1e3 * rounding && Math.abs(both - first - second) <= 1e-9 * size + rounding;
        }
    }

    /// True if the coordinates do not act on each other.
    boolean separable() {
        return separable;
    }

    @Override
    public double sigma() {
        return Double.NaN;
    }

    @Override
    public boolean converged() {
        return told;
    }

    @Override
    public void write(StateWriter state) {
        state.put(told).put(separable);
    }

    @Override
    public void read(ByteBuffer state) {
        told = State.flag(state);
        separable = State.flag(state);
    }
}
