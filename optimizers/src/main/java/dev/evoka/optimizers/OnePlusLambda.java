package dev.evoka.optimizers;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/// (1+λ) evolution strategy with a success rule (Rechenberg 1973, "Evolutionsstrategie"; the rule in the form of Igel,
/// Suttorp and Hansen 2006): normal steps from the best point so far, the same in all directions but for the spread of
/// the initialisation; their size grows where more than about one in five gets better. Unbeaten where a thousand
/// parameters matter alike and errors have no noise. It is a [Chain] at temperature 0 that learns no shape. Steps
/// beyond a bound are drawn again, ten times at most, and then end on it. Where parameters have steps, some candidates
/// are [Jump]s.
///
/// @param offspring candidates λ in a generation; empty = the run's parallelism
public record OnePlusLambda(OptionalInt offspring) implements SearchAlgorithm {

    private static final double JUMPS = 0.2;

    public OnePlusLambda {
        Settings.atLeast("offspring", 1, offspring);
    }

    /// As many candidates as are evaluated at once.
    public static OnePlusLambda defaults() {
        return new OnePlusLambda(OptionalInt.empty());
    }

    @Override
    public char tag() {
        return 'E';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        return new Climb(space, seed, offspring.orElse(budget.parallelism()));
    }

    private static final class Climb implements Search {
        private final int size;
        private final long seed;
        private final Chain chain;
        private boolean over;

        Climb(SearchSpace space, long seed, int offspring) {
            this.size = offspring * space.dimension();
            this.seed = seed;
            boolean stepped = space.kinds().stream().anyMatch(Kind::discrete);
            this.chain = new Chain(space, offspring, stepped ? JUMPS : 0, false);
            chain.begin(Start.first(space, new Draws(seed, -1, 0)));
        }

        @Override
        public double[] propose(long generation) {
            double[] values = new double[size];
            chain.propose(seed, generation, 0, values);
            return values;
        }

        @Override
        public void learn(long generation, double[] values, double[] errors) {
            chain.learn(0, 0, 0, values, errors);
            over = chain.stands(true);
        }

        @Override
        public void welcome(double[] point, double error) {
            chain.welcome(point, error);
        }

        @Override
        public double sigma() {
            return chain.sigma();
        }

        @Override
        public boolean converged() {
            return over;
        }

        @Override
        public void write(StateWriter state) {
            state.put(over ? 1 : 0);
            chain.write(state);
        }

        @Override
        public void read(ByteBuffer state) {
            over = state.getInt() != 0;
            chain.read(state);
        }
    }
}
