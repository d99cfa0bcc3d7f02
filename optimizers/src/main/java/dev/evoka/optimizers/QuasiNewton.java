package dev.evoka.optimizers;

/// A local descent by BFGS with gradients from differences (Nocedal and Wright 2006, "Numerical Optimization", 2nd
/// edition, chapters 6 and 8): ends at the first local optimum, in some ten to hundred generations. For real parameters
/// and smooth errors without noise, as a polish of a good point or as a start where there is one basin.
///
/// A gradient is one generation of d or 2 d candidates, so evaluators work side by side. It starts from the middle of
/// the initialisation, or the given point. Points beyond the bounds are put on them, and a coordinate that presses
/// against its bound stands still.
public record QuasiNewton() implements SearchAlgorithm {

    /// There is nothing to set.
    public static QuasiNewton defaults() {
        return new QuasiNewton();
    }

    @Override
    public char tag() {
        return 'q';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        Settings.real("quasi-newton", space);
        return new QuasiNewtonSearch(space, Start.middle(space), budget.parallelism());
    }
}
