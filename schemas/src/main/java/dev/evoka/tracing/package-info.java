/// Traces that processes write together, if their environment asks for them.
@NullMarked
package dev.evoka.tracing;

import org.jspecify.annotations.NullMarked;
