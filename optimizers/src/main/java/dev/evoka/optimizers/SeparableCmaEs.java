package dev.evoka.optimizers;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// CMA-ES with a diagonal covariance, sep-CMA-ES (Ros and Hansen 2008, "A simple modification in CMA-ES achieving
/// linear time and space complexity"): learns a scale for each parameter and no correlations, d / 10 times as fast. For
/// hundreds of parameters and more. Restarts as in `cma-es`.
///
/// @param population candidates λ in a generation of the first descent; empty = 4 + ⌊3 ln d⌋, or the run's
/// parallelism if that is more
/// @param sigma first step size in the first coordinate; empty = the spread of the initialisation, or a fifth of its
/// width if it is uniform
/// @param restarts what follows when a descent is over
public record SeparableCmaEs(OptionalInt population, OptionalDouble sigma, Restarts restarts)
        implements SearchAlgorithm {

    public SeparableCmaEs {
        Settings.atLeast("population", 4, population);
        Settings.positive("sigma", sigma);
    }

    /// The paper's, with BIPOP restarts.
    public static SeparableCmaEs defaults() {
        return new SeparableCmaEs(OptionalInt.empty(), OptionalDouble.empty(), Restarts.BIPOP);
    }

    @Override
    public char tag() {
        return 'c';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int d = space.dimension();
        double speed = (d + 2) / 3.0;
        return new CmaSearch(
                space,
                seed,
                sigma,
                RestartPlan.of(restarts, population, d, budget, seed),
                size -> new CmaWeights(d, size, speed),
                constants -> new DiagonalShape(d),
                false);
    }
}
