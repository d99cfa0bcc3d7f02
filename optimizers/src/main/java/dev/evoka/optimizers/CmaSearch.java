package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;

/// CMA-ES with restarts: one [CmaRun] after another.
final class CmaSearch implements Search {

    private final SearchSpace space;
    private final long seed;
    private final double firstStep;
    private final IntFunction<CmaWeights> constants;
    private final Function<CmaWeights, Shape> shapes;
    private final boolean damped;
    private final RestartPlan plan;
    private final Beyond beyond;

    /// A descent is left if what it gained lately would have to be gained again so many times to reach what others have
    /// reached, and what its predecessors have. Nobody else is there to find what a slow descent along a ridge would.
    private static final int TIMES_OTHERS = 3;

    private static final int TIMES_BEFORE = 30;

    /// Smallest error that others have told of.
    private double others = Double.POSITIVE_INFINITY;

    /// Smallest error so far, and when the open descent began.
    private double best = Double.POSITIVE_INFINITY;

    private double before = Double.POSITIVE_INFINITY;

    private boolean converged;
    private CmaRun run;

    /// The open generation as it was drawn: it may lie beyond the bounds.
    private double[] drawn = new double[0];

    /// @param sigma first step size in the first coordinate, if it is given
    /// @param constants constants by population
    /// @param shapes a new shape
    /// @param damped whether learning rates are adapted; for full shapes
    CmaSearch(
            SearchSpace space,
            long seed,
            OptionalDouble sigma,
            RestartPlan plan,
            IntFunction<CmaWeights> constants,
            Function<CmaWeights, Shape> shapes,
            boolean damped) {
        this.space = space;
        this.seed = seed;
        this.firstStep = sigma.isPresent() ? sigma.getAsDouble() / Start.spread(space, 0) : Start.step(space);
        this.plan = plan;
        this.constants = constants;
        this.shapes = shapes;
        this.damped = damped;
        this.beyond = new Beyond(space);
        this.run = descent(Start.middle(space));
    }

    private CmaRun descent(double[] mean) {
        CmaWeights weights = constants.apply(plan.population());
        Shape shape = shapes.apply(weights);
        Optional<DampedChange> change = damped && shape instanceof FullShape full
                ? Optional.of(new DampedChange(full, space.dimension()))
                : Optional.empty();
        return new CmaRun(weights, shape, change, space, mean, firstStep * plan.shrinkage());
    }

    @Override
    public double[] propose(long generation) {
        drawn = run.points(seed, generation);
        return beyond.clamped(drawn);
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        run.learn(beyond.raised(errors, drawn, values, run::deviation));
        plan.count(errors.length);
        best = Math.min(best, Ranking.ranked(errors[Ranking.best(errors)]));
        boolean late = plan.descent() > 0
                && (run.settlesAbove(others, TIMES_OTHERS) || run.settlesAbove(before, TIMES_BEFORE));
        boolean over = plan.spent() || late || !run.stopped().isEmpty();
        if (!converged && over) {
            restart(generation);
        }
    }

    /// Says how many evaluations are left for this search, and what error somebody else has reached.
    void tell(OptionalLong left, double error) {
        plan.left(left);
        others = error;
    }

    /// Begins with a population as large as the budget allows: before the first generation.
    void skipSmall() {
        plan.skipSmall();
        run = descent(Start.middle(space));
    }

    /// True once the open descent's distribution lies in the basin of a point with this error.
    boolean settledAt(double error) {
        return run.settledAt(error);
    }

    /// Ends the open descent.
    void leave(long generation) {
        restart(generation);
    }

    /// Descents that have ended.
    int descents() {
        return plan.descent();
    }

    private void restart(long generation) {
        if (!plan.next()) {
            converged = true;
            return;
        }
        before = best;
        double[] start = new double[space.dimension()];
        Start.point(space, new Draws(seed, generation, -1), start, 0);
        run = descent(start);
    }

    @Override
    public double sigma() {
        return run.step() * Start.spread(space, 0);
    }

    @Override
    public boolean converged() {
        return converged;
    }

    @Override
    public void write(StateWriter state) {
        state.put(converged).put(others).put(best).put(before);
        plan.write(state);
        run.write(state);
    }

    @Override
    public void read(ByteBuffer buffer) {
        converged = State.flag(buffer);
        others = buffer.getDouble();
        best = buffer.getDouble();
        before = buffer.getDouble();
        plan.read(buffer);
        run = descent(Start.middle(space));
        run.read(buffer);
    }
}
