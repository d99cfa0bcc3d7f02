/// Training of model weights: the section of a spec, the model and its data in memory, and the statistics of candidates
/// that are named by seeds.
@NullMarked
package dev.evoka.evaluator.training;

import org.jspecify.annotations.NullMarked;
