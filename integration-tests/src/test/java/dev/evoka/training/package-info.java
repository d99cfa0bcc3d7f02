/// Model weights through Kafka: updates, digests, snapshots, late evaluators.
@NullMarked
package dev.evoka.training;

import org.jspecify.annotations.NullMarked;
