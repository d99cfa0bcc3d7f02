package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// For hundreds of real parameters and more: [RandomLines] as long as it gets on, then a search that needs no
/// smoothness from the best point: a [Portfolio] if the matrix of the parameters is not too large, else LM-MA-ES.
final class LinesFirst implements Search {

    /// Most dimensions of a portfolio.
    private static final int LARGEST = 300;

    /// A window without an improvement by this share of the error, or of all improvement so far, is the end of the
    /// lines.
    private static final double GETS_ON = 0.02;

    private final SearchSpace space;
    private final long seed;
    private final Budget budget;
    private final int d;
    private final Search lines;
    private final Elite best;

    /// Evaluations that are looked back on.
    private final long window;

    private double firstError = Double.POSITIVE_INFINITY;
    private double windowError = Double.POSITIVE_INFINITY;
    private long used;
    private long windowEnd;
    private boolean over;
    private Search rest;

    LinesFirst(SearchSpace space, long seed, Budget budget) {
        this.space = space;
        this.seed = seed;
        this.budget = budget;
        this.d = space.dimension();
        this.lines = RandomLines.defaults().search(space, seed, budget);
        this.best = new Elite(d, 1);
        this.window = 500 + 2L * d;
        this.windowEnd = window;
        this.rest = lines;
    }

    @Override
    public double[] propose(long generation) {
        return rest.propose(generation);
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        rest.learn(generation, values, errors);
        used += errors.length;
        if (over) {
            return;
        }
        best.add(values, errors);
        if (firstError == Double.POSITIVE_INFINITY) {
            firstError = best.error();
            windowError = firstError;
        }
        if (used >= windowEnd) {
            double gain = windowError - best.error();
            double enough = GETS_ON * Math.min(Math.abs(windowError), firstError - windowError);
            over = !(gain > enough);
            windowError = best.error();
            windowEnd = used + window;
        }
        if (over || lines.converged()) {
            over = true;
            rest = rest();
        }
    }

    private Search rest() {
        SearchSpace from = best.empty()
                ? space
                : space.from(new Initialisation.Points(new double[][] {best.best()}, Start.spreads(space)));
        if (d <= LARGEST) {
            return new Portfolio(from, seed + 1, budget);
        }
        return new LmMaEs(OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty(), Restarts.BIPOP)
                .search(from, seed + 1, budget);
    }

    @Override
    public String explanation() {
        if (over) {
            return d <= LARGEST
                    ? rest.explanation()
                    : "LM-MA-ES: random lines got on no longer with %d parameters".formatted(d);
        }
        return "random lines: %d parameters are too many for a matrix while a smooth error may do".formatted(d);
    }

    @Override
    public double sigma() {
        return rest.sigma();
    }

    @Override
    public boolean converged() {
        return over && rest.converged();
    }

    @Override
    public void write(StateWriter state) {
        best.write(state);
        state.put(firstError).put(windowError).put(used).put(windowEnd).put(over);
        rest.write(state);
    }

    @Override
    public void read(ByteBuffer state) {
        best.read(state);
        firstError = state.getDouble();
        windowError = state.getDouble();
        used = state.getLong();
        windowEnd = state.getLong();
        over = State.flag(state);
        rest = over ? rest() : lines;
        rest.read(state);
    }
}
