/// What a process measures, as Prometheus reads it.
@NullMarked
package dev.evoka.meters;

import org.jspecify.annotations.NullMarked;
