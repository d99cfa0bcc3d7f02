package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Descents of CMA-ES with populations planned by the budget. Once a descent has settled in a basin, [QuasiNewton]
/// looks for its end: where it finds a local optimum of a smooth error, the descent need not go all the way.
final class GlobalDescents implements Search {

    /// Evaluations over the dimension after which a polish has failed.
    private static final int MOST_POLISH = 30;

    private final SearchSpace space;
    private final int d;
    private final int parallelism;
    private final CmaSearch cma;

    /// Best point of the open descent.
    private Elite found;

    private Optional<QuasiNewtonSearch> polish = Optional.empty();

    /// Where the polish began.
    private final double[] from;

    private boolean polished;
    private long polishing;
    private int descents;
    private long used;
    private double best = Double.POSITIVE_INFINITY;

    GlobalDescents(SearchSpace space, long seed, int parallelism) {
        this.space = space;
        this.d = space.dimension();
        this.parallelism = parallelism;
        this.found = new Elite(d, 1);
        this.from = new double[d];
        int population = Math.max(4 + (int) (3 * StrictMath.log(d)), parallelism);
        this.cma = new CmaSearch(
                space,
                seed,
                OptionalDouble.of(CmaEs.firstStep(space)),
                new RestartPlan(Restarts.PLANNED, population, d, seed, OptionalLong.empty()),
                size -> new CmaWeights(d, size),
                constants -> new FullShape(d, constants),
                false);
    }

    @Override
    public double[] propose(long generation) {
        return polish.isPresent() ? polish.get().propose(generation) : cma.propose(generation);
    }

    @Override
    public void learn(long generation, double[] values, double[] errors) {
        used += errors.length;
        best = Math.min(best, Ranking.ranked(errors[Ranking.best(errors)]));
        if (polish.isPresent()) {
            polish(generation, polish.get(), values, errors);
        } else {
            cma.learn(generation, values, errors);
            watch(values, errors);
        }
    }

    private void watch(double[] values, double[] errors) {
        if (cma.descents() > descents) {
            descents = cma.descents();
            found = new Elite(d, 1);
            polished = false;
            return;
        }
        found.add(values, errors);
        if (!polished && cma.settledAt(found.error())) {
            polished = true;
            polishing = 0;
            System.arraycopy(found.best(), 0, from, 0, d);
            polish = Optional.of(new QuasiNewtonSearch(space, from, parallelism));
        }
    }

    private void polish(long generation, QuasiNewtonSearch search, double[] values, double[] errors) {
        search.learn(generation, values, errors);
        polishing += errors.length;
        if (search.converged() || polishing > (long) MOST_POLISH * d) {
            polish = Optional.empty();
            if (search.stationary()) {
                cma.leave(generation);
            }
        }
    }

    /// Says how many evaluations are left for this search, and what error somebody else has reached.
    void tell(OptionalLong left, double error) {
        cma.tell(left, Math.min(error, best));
    }

    /// Begins with a large population.
    void skipSmall() {
        cma.skipSmall();
    }

    /// Evaluations so far.
    long used() {
        return used;
    }

    /// Smallest error so far.
    double best() {
        return best;
    }

    /// True once a descent has ended.
    boolean landed() {
        return cma.descents() > 0;
    }

    @Override
    public double sigma() {
        return cma.sigma();
    }

    @Override
    public boolean converged() {
        return false;
    }

    @Override
    public void write(StateWriter state) {
        state.put(polish.isPresent()).put(from).put(polished).put(polishing);
        state.put(descents).put(used).put(best);
        found.write(state);
        cma.write(state);
        polish.ifPresent(search -> search.write(state));
    }

    @Override
    public void read(ByteBuffer state) {
        boolean open = State.flag(state);
        State.fill(state, from);
        polished = State.flag(state);
        polishing = state.getLong();
        descents = state.getInt();
        used = state.getLong();
        best = state.getDouble();
        found.read(state);
        cma.read(state);
        polish = Optional.empty();
        if (open) {
            QuasiNewtonSearch search = new QuasiNewtonSearch(space, from, parallelism);
            search.read(state);
            polish = Optional.of(search);
        }
    }
}
