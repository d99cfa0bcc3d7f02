/// Avro values in Confluent's wire format: serializers and deserializers, and how they are chosen.
@NullMarked
package dev.evoka.registry;

import org.jspecify.annotations.NullMarked;
