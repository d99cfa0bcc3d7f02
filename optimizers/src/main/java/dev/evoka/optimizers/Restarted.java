package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// An algorithm that begins anew whenever it has converged, or has not got better for long: independent attempts, of
/// which the best counts.
///
/// @param member the algorithm
/// @param patience evaluations over the dimension without an improvement after which it begins anew
/// @param improvement share of the best error of an attempt by which it has to fall to count
public record Restarted(Algorithm member, long patience, double improvement) implements SearchAlgorithm {

    public Restarted {
        Settings.atLeast("patience", 1, patience);
        Settings.between("improvement", 0, 1, improvement);
    }

    /// The simplex method, anew after 100 d evaluations without an improvement by 1e-9.
    public static Restarted defaults() {
        return new Restarted(new NelderMead(0.5, false), 100, 1e-9);
    }

    @Override
    public char tag() {
        return 'r';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Attempts(space, seed, budget);
    }

    private final class Attempts implements Search {
        private final SearchSpace space;
        private final long seed;
        private final Budget budget;
        private int attempt;
        private double best = Double.POSITIVE_INFINITY;
        private long idle;
        private DenseOptimizer open;

        Attempts(SearchSpace space, long seed, Budget budget) {
            this.space = space;
            this.seed = seed;
            this.budget = budget;
            this.open = member.begin(space, seed(), budget);
        }

        private long seed() {
            return attempt == 0 ? seed : new Draws(seed, attempt, -3).bits();
        }

        @Override
        public double[] propose(long generation) {
            return open.ask().values();
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            double error = Ranking.ranked(errors[Ranking.best(errors)]);
            open.tell(errors);
            idle += errors.length;
            if (error < best && !(best - error <= improvement * Math.abs(best))) {
                best = error;
                idle = 0;
            }
            if (open.converged() || idle >= patience * space.dimension()) {
                attempt++;
                best = Double.POSITIVE_INFINITY;
                idle = 0;
                open = member.begin(space, seed(), budget);
            }
        }

        @Override
        public double sigma() {
            return open.sigma();
        }

        @Override
        public boolean converged() {
            return false;
        }

        @Override
        public void write(StateWriter state) {
            state.put(attempt).put(best).put(idle).put(open.state());
        }

        @Override
        public void read(ByteBuffer state) {
            attempt = state.getInt();
            best = state.getDouble();
            idle = state.getLong();
            open = member.resume(space, seed(), budget, State.bytes(state));
        }
    }
}
