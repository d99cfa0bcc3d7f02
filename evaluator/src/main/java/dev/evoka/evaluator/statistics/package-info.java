/// Statistics of candidates on a shard, as they go over the wire.
@NullMarked
package dev.evoka.evaluator.statistics;

import org.jspecify.annotations.NullMarked;
