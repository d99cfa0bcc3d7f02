package dev.evoka.optimizers;

/// Descends along random directions by parabolas (random pursuit: Stich, Müller and Gärtner 2013, "Optimization of
/// convex functions with random pursuit"). The curvature along a random direction of many dimensions is nearly the same
/// for all, so one evaluation says how far to go along it. A generation looks along some directions at once and goes
/// all these ways together; the next one begins with the error there, and a step that was no gain is taken back. For
/// hundreds of real parameters and more, smooth errors without noise, one basin: it needs a few evaluations for each
/// direction that matters, and keeps two vectors. Points beyond the bounds are put on them.
public record RandomLines() implements SearchAlgorithm {

    /// There is nothing to set.
    public static RandomLines defaults() {
        return new RandomLines();
    }

    @Override
    public char tag() {
        return 'L';
    }

    @Override
    public Search search(SearchSpace space, long seed, Budget budget) {
        Settings.real("random-lines", space);
        int usual = Math.clamp(space.dimension() / 4, 3, 16);
        return new RandomLineSearch(space, seed, Math.max(usual, budget.parallelism()));
    }
}
