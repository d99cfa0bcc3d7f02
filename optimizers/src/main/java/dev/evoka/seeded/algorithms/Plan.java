package dev.evoka.seeded.algorithms;

import dev.evoka.optimizers.Budget;

/// What a seeded algorithm knows of its run.
///
/// @param seed seed of the run
/// @param budget how long the run lasts; schedules reach their end there
/// @param validation when the base is validated, and what follows from it
public record Plan(long seed, Budget budget, Validation validation) {}
