/// What outlives a crash: a snapshot of each run and the errors that were told since.
@NullMarked
package dev.evoka.coordinator.journal;

import org.jspecify.annotations.NullMarked;
