package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// For up to some hundred real parameters whose errors nothing is known of: asks whether the error is a sum over the
/// parameters and searches along the axes if it is; else local descents and CMA-ES take turns. The first turns are the
/// local ones', since a smooth basin costs them a tenth of what it costs CMA-ES. Later their share depends on who has
/// found the best.
final class Portfolio implements Search {

    /// Descents from random points that come first, and evaluations over the dimension that they may use.
    private static final int FIRST_DESCENTS = 2;

    private static final int FIRST_EVALUATIONS = 150;

    /// The local share of evaluations while the local descents are behind or end in kinks; while they lead and CMA-ES
    /// has not ended a descent yet; and while they lead.
    private static final double BEHIND = 0.15;

    private static final double EARLY = 0.5;
    private static final double LEADING = 0.6;

    /// What is under way.
    private enum Phase implements Coded {
        PROBE(0),
        AXES(1),
        TURNS(2);

        private final int code;

        Phase(int code) {
            this.code = code;
        }

        @Override
        public int code() {
            return code;
        }
    }

    private final OptionalLong evaluations;
    private final int d;
    private final SeparabilityProbe probe;
    private final SeparableSearch axes;
    private final LocalDescents local;
    private final GlobalDescents global;

    private Phase phase = Phase.PROBE;
    private boolean localTurn = true;
    private long used;
    private long usedLocal;
    private double bestLocal = Double.POSITIVE_INFINITY;

    Portfolio(SearchSpace space, long seed, Budget budget) {
        this.evaluations = budget.evaluations();
        this.d = space.dimension();
        this.probe = new SeparabilityProbe(space, seed);
        this.axes = new SeparableSearch(space);
        this.local = new LocalDescents(space, seed, budget.parallelism());
        this.global = new GlobalDescents(space, seed + 1, budget.parallelism());
    }

    private Search turn() {
        return switch (phase) {
            case PROBE -> probe;
            case AXES -> axes;
            case TURNS -> localTurn ? local : global;
        };
    }

    @Override
    public double[] propose(long generation) {
        return turn().propose(generation);
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        turn().learn(generation, values, errors);
        used += errors.length;
        switch (phase) {
            case PROBE -> phase = probe.separable() ? Phase.AXES : Phase.TURNS;
            case AXES -> phase = axes.converged() ? Phase.TURNS : Phase.AXES;
            case TURNS -> {
                if (localTurn) {
                    usedLocal += errors.length;
                    bestLocal = Math.min(bestLocal, Ranking.ranked(errors[Ranking.best(errors)]));
                }
                takeTurns();
            }
        }
    }

    private void takeTurns() {
        boolean behind = local.bestFresh() > global.best() || local.rough();
        double share = behind ? BEHIND : global.landed() ? LEADING : EARLY;
        boolean first = local.descents() < FIRST_DESCENTS && usedLocal < (long) FIRST_EVALUATIONS * d;
        localTurn = first || usedLocal < share * (usedLocal + global.used());
        OptionalLong left = evaluations.isPresent()
                ? OptionalLong.of((long) ((1 - share) * (evaluations.getAsLong() - used)))
                : evaluations;
        global.tell(left, bestLocal);
        if (!localTurn && global.used() == 0 && local.manyOptima()) {
            global.skipSmall();
        }
    }

    @Override
    public String explanation() {
        return switch (phase) {
            case PROBE -> "a look at whether the error is a sum over the %d parameters, then what fits".formatted(d);
            case AXES -> "search along the axes: the error is a sum over the %d parameters".formatted(d);
            case TURNS ->
                "local descents and CMA-ES in turns: %d real parameters%s"
                        .formatted(d, probe.separable() ? "" : " that act on each other");
        };
    }

    @Override
    public double sigma() {
        return turn().sigma();
    }

    @Override
    public boolean converged() {
        return false;
    }

    @Override
    public void write(StateWriter state) {
        state.put(phase.code).put(localTurn).put(used).put(usedLocal).put(bestLocal);
        probe.write(state);
        axes.write(state);
        local.write(state);
        global.write(state);
    }

    @Override
    public void read(ByteBuffer state) {
        phase = Coded.of("phase", Phase.values(), state.getInt());
        localTurn = State.flag(state);
        used = state.getLong();
        usedLocal = state.getLong();
        bestLocal = state.getDouble();
        probe.read(state);
        axes.read(state);
        local.read(state);
        global.read(state);
    }
}
