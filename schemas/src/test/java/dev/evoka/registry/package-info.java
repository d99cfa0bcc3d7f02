/// Tests of the serializers and deserializers.
@NullMarked
package dev.evoka.registry;

import org.jspecify.annotations.NullMarked;
