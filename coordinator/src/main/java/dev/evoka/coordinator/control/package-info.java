/// What people ask of runs: to begin one, and to change its life.
@NullMarked
package dev.evoka.coordinator.control;

import org.jspecify.annotations.NullMarked;
