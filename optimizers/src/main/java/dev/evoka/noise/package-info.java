/// Noise for model weights: every number is a function of (seed, generation, index, tensor, offset), so nothing is
/// stored and nothing travels. Integer arithmetic first, then one float multiplication and addition in a fixed order.
@NullMarked
package dev.evoka.noise;

import org.jspecify.annotations.NullMarked;
