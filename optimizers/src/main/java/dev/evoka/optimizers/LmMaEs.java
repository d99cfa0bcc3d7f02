package dev.evoka.optimizers;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Limited-memory matrix adaptation, LM-MA-ES (Loshchilov, Glasmachers, Beyer 2017, "Limited-memory matrix adaptation
/// for large scale black-box optimization"): a CMA-ES that keeps a few directions instead of a matrix. For thousands of
/// parameters whose errors follow from few combinations of them. Restarts as in `cma-es`.
///
/// @param population candidates λ in a generation of the first descent; empty = 4 + ⌊3 ln d⌋, or the run's
/// parallelism if that is more
/// @param sigma first step size in the first coordinate; empty = the spread of the initialisation, or a fifth of its
/// width if it is uniform
/// @param vectors directions m; empty = 4 + ⌊3 ln d⌋
/// @param restarts what follows when a descent is over
public record LmMaEs(OptionalInt population, OptionalDouble sigma, OptionalInt vectors, Restarts restarts)
        implements SearchAlgorithm {

    public LmMaEs {
        Settings.atLeast("population", 4, population);
        Settings.positive("sigma", sigma);
        Settings.atLeast("vectors", 1, vectors);
    }

    /// The paper's, with BIPOP restarts.
    public static LmMaEs defaults() {
        return new LmMaEs(OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty(), Restarts.BIPOP);
    }

    @Override
    public char tag() {
        return 'M';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int d = space.dimension();
        int kept = vectors.orElse(4 + (int) (3 * StrictMath.log(d)));
        return new CmaSearch(
                space,
                seed,
                sigma,
                RestartPlan.of(restarts, population, d, budget, seed),
                size -> CmaWeights.limited(d, size),
                constants -> new LimitedShape(d, kept),
                false);
    }
}
