/// The Kafka Streams topology that carries the loop, and the service that runs it.
@NullMarked
package dev.evoka.coordinator.topology;

import org.jspecify.annotations.NullMarked;
