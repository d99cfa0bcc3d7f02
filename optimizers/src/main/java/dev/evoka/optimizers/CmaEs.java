package dev.evoka.optimizers;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// CMA-ES with weighted recombination, active update and restarts (Hansen, "The CMA Evolution Strategy: A Tutorial",
/// arXiv:1604.00772). Points beyond the bounds: [Beyond]. Meant for up to some thousand dimensions: the state has d²
/// numbers.
///
/// @param population candidates λ in a generation of the first descent; empty = 4 + ⌊4 ln d⌋, or the run's
/// parallelism if that is more
/// @param sigma first step size in the first coordinate; empty = three quarters of the spread of the initialisation,
/// which is a fifth of its width if it is uniform
/// @param restarts what follows when a descent is over
/// @param adaptRates whether learning rates follow how much of what a generation says is signal: for errors with
/// noise, or with many optima; each generation takes time in proportion to d³
public record CmaEs(OptionalInt population, OptionalDouble sigma, Restarts restarts, boolean adaptRates)
        implements SearchAlgorithm {

    /// The first population is 4 and this times ln d; the tutorial has 3. With it, and a first step that is this share
    /// of the usual one, 2 % more of the targets of BBOB are reached within 1000 d evaluations in 10 and 20 dimensions.
    private static final double POPULATION = 4;

    private static final double FIRST_STEP = 0.75;

    public CmaEs {
        Settings.atLeast("population", 4, population);
        Settings.positive("sigma", sigma);
    }

    /// The same with the tutorial's learning rates.
    public CmaEs(OptionalInt population, OptionalDouble sigma, Restarts restarts) {
        this(population, sigma, restarts, false);
    }

    /// The tutorial's, with BIPOP restarts.
    public static CmaEs defaults() {
        return new CmaEs(OptionalInt.empty(), OptionalDouble.empty(), Restarts.BIPOP, false);
    }

    /// First step size in the first coordinate if none is given.
    static double firstStep(SearchSpace space) {
        return FIRST_STEP * Start.step(space) * Start.spread(space, 0);
    }

    @Override
    public char tag() {
        return 'C';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        int d = space.dimension();
        int usual = 4 + (int) (POPULATION * StrictMath.log(d));
        return new CmaSearch(
                space,
                seed,
                OptionalDouble.of(sigma.orElse(firstStep(space))),
                RestartPlan.of(restarts, population, usual, d, budget, seed),
                size -> new CmaWeights(d, size),
                constants -> adaptRates ? new FullShape(d, 1) : new FullShape(d, constants),
                adaptRates);
    }
}
