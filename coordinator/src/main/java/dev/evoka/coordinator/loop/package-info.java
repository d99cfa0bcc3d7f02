/// The loop of one run as a pure core: no Kafka, no clock, no thread. Time comes in as an argument.
@NullMarked
package dev.evoka.coordinator.loop;

import org.jspecify.annotations.NullMarked;
