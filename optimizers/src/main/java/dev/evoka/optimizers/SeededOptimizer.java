package dev.evoka.optimizers;

/// An optimizer whose candidates are named by their index alone: evaluators derive them from base, seed and generation.
/// The place of the seeded path; nothing implements it yet.
public non-sealed interface SeededOptimizer extends Optimizer {}
