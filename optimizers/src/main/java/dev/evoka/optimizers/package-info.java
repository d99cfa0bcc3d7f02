/// Ask/tell optimizers: deterministic, restorable bit for bit, without Kafka, clock, file or thread.
@NullMarked
package dev.evoka.optimizers;

import org.jspecify.annotations.NullMarked;
