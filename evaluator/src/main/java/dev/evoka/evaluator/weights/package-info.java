/// Model weights of a run: the base that updates are folded into, candidates that are made from it out of place,
/// digests and snapshots.
@NullMarked
package dev.evoka.evaluator.weights;

import org.jspecify.annotations.NullMarked;
