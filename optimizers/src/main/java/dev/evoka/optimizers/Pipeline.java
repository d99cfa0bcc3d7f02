package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/// Algorithms one after the other. Each begins with the best points of all before it, and with their spread as its step
/// size. It ends when it has used its share of the budget or has converged; the last one goes on as long as the run.
///
/// @param stages the algorithms
/// @param shares share of the run's evaluations of each; of no effect where the run has no limit of evaluations
public record Pipeline(List<Algorithm> stages, List<Double> shares) implements SearchAlgorithm {

    private static final int KEPT = 10;

    /// Step sizes of a later stage are never below this share of the first.
    private static final double SMALLEST = 1e-6;

    public Pipeline {
        stages = List.copyOf(stages);
        shares = List.copyOf(shares);
        Settings.atLeast("stages", 1, stages.size());
        if (shares.size() != stages.size()) {
            throw new IllegalArgumentException("shares must have %d numbers, one for each stage, but had %d"
                    .formatted(stages.size(), shares.size()));
        }
        for (double share : shares) {
            Settings.between("shares", 0, 1, share);
        }
    }

    /// Sobol's sequence, then L-SHADE, then CMA-ES: 5 %, 55 % and 40 %.
    public static Pipeline defaults() {
        return new Pipeline(
                List.of(SobolSearch.defaults(), LShade.defaults(), CmaEs.defaults()), List.of(0.05, 0.55, 0.4));
    }

    @Override
    public char tag() {
        return 'l';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Line(space, seed, budget);
    }

    private final class Line implements Search {
        private final SearchSpace space;
        private final long seed;
        private final Budget budget;
        private final Elite elite;
        private int stage;
        private long used;

        /// Where the open stage began, and whether that was at points of the stages before.
        private SearchSpace begun;

        private boolean handed;

        private DenseOptimizer member;

        Line(SearchSpace space, long seed, Budget budget) {
            this.space = space;
            this.seed = seed;
            this.budget = budget;
            this.elite = new Elite(space.dimension(), KEPT);
            this.begun = space;
            this.member = stages.getFirst().begin(space, seed, share());
        }

        private Budget share() {
            OptionalLong evaluations = budget.evaluations().isPresent()
                    ? OptionalLong.of(Math.max(
                            1,
                            Math.round(shares.get(stage) * budget.evaluations().getAsLong())))
                    : OptionalLong.empty();
            return new Budget(evaluations, budget.generations(), budget.parallelism());
        }

        @Override
        public double[] propose(long generation) {
            return member.ask().values();
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            elite.add(values, errors);
            member.tell(errors);
            used += errors.length;
            boolean spent = used >= share().evaluations().orElse(Long.MAX_VALUE);
            if (stage < stages.size() - 1 && (spent || member.converged())) {
                stage++;
                used = 0;
                handed = !elite.empty();
                begun = handed ? elite.start(space, SMALLEST) : space;
                member = stages.get(stage).begin(begun, seed + stage, share());
            }
        }

        @Override
        public void welcome(double[] point, double error) {
            member.welcome(point, error);
        }

        @Override
        public double sigma() {
            return member.sigma();
        }

        @Override
        public boolean converged() {
            return stage == stages.size() - 1 && member.converged();
        }

        @Override
        public void write(StateWriter state) {
            elite.write(state);
            state.put(stage).put(used).put(handed ? 1 : 0);
            if (handed) {
                Elite.write(state, begun);
            }
            state.put(member.state());
        }

        @Override
        public void read(ByteBuffer state) {
            elite.read(state);
            stage = state.getInt();
            used = state.getLong();
            handed = state.getInt() != 0;
            begun = handed ? Elite.read(state, space) : space;
            member = stages.get(stage).resume(begun, seed + stage, share(), State.bytes(state));
        }
    }
}
