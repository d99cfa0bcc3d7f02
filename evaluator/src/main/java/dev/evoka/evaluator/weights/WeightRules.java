package dev.evoka.evaluator.weights;

import dev.evoka.noise.NoiseSource;
import dev.evoka.seeded.FoldRule;

/// How a run's candidates and updates become weights: the same for every evaluator.
///
/// @param noise the run's noise
/// @param rule how a direction becomes a step
/// @param anchored true = weights decay towards the start, which is kept
public record WeightRules(NoiseSource noise, FoldRule rule, boolean anchored) {}
