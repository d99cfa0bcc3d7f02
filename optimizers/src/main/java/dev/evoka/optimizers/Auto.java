package dev.evoka.optimizers;

/// Picks by the number and kinds of the parameters, the budget and the run's parallelism, and says in one line what and
/// why. Real parameters up to a hundred: searches along the axes if the error is a sum over the parameters, else local
/// descents and CMA-ES in turns. More: descends along random lines, then LM-MA-ES. Parameters with steps: simulated
/// annealing, or L-SHADE if many candidates are evaluated at once.
///
/// For errors without noise; with noise take `cma-es` with `adaptRates`, or `snes`.
public record Auto() implements SearchAlgorithm {

    /// Most dimensions that are searched with a matrix from the beginning.
    private static final int MATRIX = 100;

    /// Candidates at once from which a population is better than a chain.
    private static final int MANY = 24;

    /// There is nothing to set.
    public static Auto defaults() {
        return new Auto();
    }

    @Override
    public char tag() {
        return 'a';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int d = space.dimension();
        long stepped = space.kinds().stream().filter(Kind::discrete).count();
        if (stepped > 0 && budget.parallelism() < MANY) {
            return new Explained(
                    SimulatedAnnealing.defaults().search(space, seed, budget),
                    "simulated annealing: %d of %d parameters have steps".formatted(stepped, d));
        }
        if (stepped > 0) {
            return new Explained(
                    LShade.defaults().search(space, seed, budget),
                    "L-SHADE: %d of %d parameters have steps, and %d candidates are evaluated at once"
                            .formatted(stepped, d, budget.parallelism()));
        }
        return d <= MATRIX ? new Portfolio(space, seed, budget) : new LinesFirst(space, seed, budget);
    }
}
