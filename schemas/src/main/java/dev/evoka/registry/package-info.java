/// Avro values in Confluent's wire format, and the client of a schema registry.
@NullMarked
package dev.evoka.registry;

import org.jspecify.annotations.NullMarked;
