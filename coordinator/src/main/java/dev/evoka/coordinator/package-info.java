/// The coordinator as a service: its settings and its life.
@NullMarked
package dev.evoka.coordinator;

import org.jspecify.annotations.NullMarked;
