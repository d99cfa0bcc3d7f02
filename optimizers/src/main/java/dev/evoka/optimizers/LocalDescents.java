package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Local descents from many starts: the best of some random points, then [QuasiNewton] from there. A descent that can
/// no longer reach the best error is left. One that ends with the best is followed by [AxisJumps] from its end, and a
/// descent from what they find.
final class LocalDescents implements Search {

    private static final int STARTS = 10;

    /// A descent is left when so many times what its model promises would not reach the best error.
    private static final double HOPELESS = 3;

    /// Improvements below this share of the error are rounding.
    private static final double ROUNDING = 1e-9;

    /// What is under way.
    private enum Phase implements Coded {
        SAMPLE(0),
        DESCENT(1),
        JUMPS(2);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    private final SearchSpace space;
    private final long seed;
    private final int parallelism;
    private final int starts;
    private final int d;

    private Phase phase = Phase.SAMPLE;
    private int descents;
    private final Elite best;

    /// Best error when jumps were last tried, or a descent last ended.
    private double bestBefore = Double.POSITIVE_INFINITY;

    /// Where the open descent or jumps began.
    private final double[] start;

    private double startError;

    /// Whether the open descent began at a random point, and the best error of such descents.
    private boolean fresh = true;

    private double bestFresh = Double.POSITIVE_INFINITY;

    /// Whether a descent has ended in a local optimum, and not because it saw no way.
    private boolean stationary;

    private QuasiNewtonSearch descent;
    private AxisJumps jumps;

    LocalDescents(SearchSpace space, long seed, int parallelism) {
        this.space = space;
        this.seed = seed;
        this.parallelism = parallelism;
        this.d = space.dimension();
        this.starts = Math.max(STARTS, parallelism);
        this.best = new Elite(d, 1);
        this.start = new double[d];
        this.descent = new QuasiNewtonSearch(space, start, parallelism);
        this.jumps = new AxisJumps(space, start, 0);
    }

    @Override
    public double[] propose(long generation) {
        return switch (phase) {
            case SAMPLE -> sample(generation);
            case DESCENT -> descent.propose(generation);
            case JUMPS -> jumps.propose(generation);
        };
    }

    private double[] sample(long generation) {
        double[] values = new double[starts * d];
        for (int c = 0; c < starts; c++) {
            Start.point(space, new Draws(seed, generation, c), values, c * d);
        }
        if (descents == 0) {
            System.arraycopy(Start.middle(space), 0, values, 0, d);
        }
        return values;
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        best.add(values, errors);
        switch (phase) {
            case SAMPLE -> {
                int leader = Ranking.best(errors);
                fresh = true;
                descend(Arrays.copyOfRange(values, leader * d, (leader + 1) * d), errors[leader]);
            }
            case DESCENT -> {
                descent.learn(generation, values, errors);
                bestFresh = fresh ? Math.min(bestFresh, Ranking.ranked(descent.error())) : bestFresh;
                stationary |= descent.stationary();
                boolean hopeless = descent.error() - HOPELESS * descent.toGain() > bestBefore;
                if (descent.converged() && better()) {
                    descents++;
                    bestBefore = best.error();
                    jump();
                } else if (descent.converged() || hopeless) {
                    descents++;
                    phase = Phase.SAMPLE;
                }
            }
            case JUMPS -> {
                jumps.learn(generation, values, errors);
                if (jumps.converged() && better()) {
                    fresh = false;
                    descend(best.best(), best.error());
                } else if (jumps.converged()) {
                    phase = Phase.SAMPLE;
                }
            }
        }
    }

    /// Better than before, and not by rounding alone.
    private boolean better() {
        return bestBefore == Double.POSITIVE_INFINITY
                ? best.error() < bestBefore
                : bestBefore - best.error() > ROUNDING * Math.max(Math.abs(best.error()), Math.abs(bestBefore));
    }

    private void descend(double[] from, double error) {
        begin(from, error);
        phase = Phase.DESCENT;
        descent = new QuasiNewtonSearch(space, start, parallelism);
    }

    private void jump() {
        begin(best.best(), best.error());
        phase = Phase.JUMPS;
        jumps = new AxisJumps(space, start, startError);
    }

    private void begin(double[] from, double error) {
        System.arraycopy(from, 0, start, 0, d);
        startError = error;
    }

    /// True once descents ended in different local optima of a smooth error.
    boolean manyOptima() {
        return stationary && descents >= 2;
    }

    /// True if descents have ended, and none of them in a local optimum of a smooth error.
    boolean rough() {
        return !stationary && descents > 0;
    }

    /// Best error that descents from random points have reached.
    double bestFresh() {
        return bestFresh;
    }

    /// Descents that have ended.
    int descents() {
        return descents;
    }

    @Override
    public double sigma() {
        return Double.NaN;
    }

    @Override
    public boolean converged() {
        return false;
    }

    @Override
    public void write(StateWriter state) {
        state.put(phase.code)
                .put(descents)
                .put(bestBefore)
                .put(start)
                .put(startError)
                .put(fresh)
                .put(bestFresh)
                .put(stationary);
        best.write(state);
        switch (phase) {
            case SAMPLE -> {}
            case DESCENT -> descent.write(state);
            case JUMPS -> jumps.write(state);
        }
    }

    @Override
    public void read(ByteBuffer state) {
        phase = Coded.of("phase", Phase.values(), state.getInt());
        descents = state.getInt();
        bestBefore = state.getDouble();
        State.fill(state, start);
        startError = state.getDouble();
        fresh = State.flag(state);
        bestFresh = state.getDouble();
        stationary = State.flag(state);
        best.read(state);
        descent = new QuasiNewtonSearch(space, start, parallelism);
        jumps = new AxisJumps(space, start, startError);
        switch (phase) {
            case SAMPLE -> {}
            case DESCENT -> descent.read(state);
            case JUMPS -> jumps.read(state);
        }
    }
}
