package dev.evoka.optimizers;

/// Where a run stands after a generation: what stop conditions look at.
///
/// @param generations generations completed
/// @param evaluations candidates evaluated
/// @param best smallest error; NaN while there is none
/// @param stagnant generations since the best last improved by more than the stagnation's improvement
public record Standing(long generations, long evaluations, double best, long stagnant) {}
