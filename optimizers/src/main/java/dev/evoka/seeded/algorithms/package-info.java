/// The algorithms that optimise model weights by seeds: errors in, updates of a few scalars out. A [Search] is the
/// mathematics alone; [Guarded] adds what all of them share: validation, the best model so far, and the way back when
/// the error explodes.
@NullMarked
package dev.evoka.seeded.algorithms;

import org.jspecify.annotations.NullMarked;
