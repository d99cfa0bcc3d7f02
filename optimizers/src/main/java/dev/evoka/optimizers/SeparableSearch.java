package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// A search along every coordinate at once, for errors that are a sum over the coordinates: each generation has one
/// candidate for each [Axis], and one with the best of all axes together. If that one is not as good as the sum says,
/// the error is no such sum, and the search ends.
final class SeparableSearch implements Search {

    /// Generations without an improvement after which the search ends.
    private static final int PATIENCE = 300;

    private static final double IMPROVEMENT = 1e-12;

    private final SearchSpace space;
    private final int d;
    private final Axis[] axes;
    private final double[] base;

    /// Errors of the base along each axis, counted from those of the first base.
    private final double[] levels;

    private double baseError = Double.NaN;
    private long round;
    private long improved;
    private boolean separable = true;
    private boolean converged;

    SeparableSearch(SearchSpace space) {
        this.space = space;
        this.d = space.dimension();
        this.base = Start.middle(space);
        this.levels = new double[d];
        this.axes = new Axis[d];
        for (int i = 0; i < d; i++) {
            axes[i] = new Axis(space.lower()[i], space.upper()[i]);
        }
    }

    @Override
    public double[] propose(long generation) {
        double[] values = new double[(d + 1) * d];
        for (int c = 0; c <= d; c++) {
            System.arraycopy(base, 0, values, c * d, d);
        }
        for (int i = 0; i < d; i++) {
            if (round > 0) {
                values[i] = axes[i].bestAt();
            }
            values[(i + 1) * d + i] = next(i);
        }
        return values;
    }

    private double next(int i) {
        if (round < 2) {
            double width = Math.min(space.upper()[i] - space.lower()[i], 6 * Start.spread(space, i));
            double end = base[i] + (round == 0 ? -0.5 : 0.5) * width;
            return space.clamp(i, end);
        }
        return space.clamp(i, axes[i].next(round));
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        if (round == 0) {
            baseError = errors[0];
            for (int i = 0; i < d; i++) {
                axes[i].add(base[i], 0);
            }
        }
        double predicted = baseError;
        double gains = 0;
        boolean moved = false;
        for (int i = 0; i < d; i++) {
            // An axis counts errors from those at the first base.
            double change = round == 0 ? 0 : axes[i].bestError() - levels[i];
            predicted += change;
            gains += Math.abs(change);
            moved |= values[i] != base[i];
        }
        for (int i = 0; i < d; i++) {
            axes[i].add(values[(i + 1) * d + i], errors[i + 1] - baseError + levels[i]);
        }
        if (moved) {
            check(values, errors[0], predicted, gains);
        }
        round++;
        converged |= !separable || !Double.isFinite(baseError) || round - improved > PATIENCE + 2 * improved;
    }

    private void check(double[] values, double error, double predicted, double gains) {
        double off = Math.abs(error - predicted);
        if (!(off <= 1e-6 * gains + 1e-9 * Math.abs(baseError) + 1e-12)) {
            separable = false;
            return;
        }
        if (baseError - error > IMPROVEMENT * Math.abs(error)) {
            improved = round;
        }
        for (int i = 0; i < d; i++) {
            if (values[i] != base[i]) {
                levels[i] = axes[i].errorAt(values[i]);
                base[i] = values[i];
            }
        }
        baseError = error;
    }

    /// False once the error turned out to be no sum over coordinates.
    boolean separable() {
        return separable;
    }

    @Override
    public double sigma() {
        return Double.NaN;
    }

    @Override
    public boolean converged() {
        return converged;
    }

    @Override
    public void write(StateWriter state) {
        state.put(round)
                .put(improved)
                .put(baseError)
                .put(separable)
                .put(converged)
                .put(base)
                .put(levels);
        for (Axis axis : axes) {
            axis.write(state);
        }
    }

    @Override
    public void read(ByteBuffer state) {
        round = state.getLong();
        improved = state.getLong();
        baseError = state.getDouble();
        separable = State.flag(state);
        converged = State.flag(state);
        State.fill(state, base);
        State.fill(state, levels);
        for (Axis axis : axes) {
            axis.read(state);
        }
    }
}
