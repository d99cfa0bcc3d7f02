/// What a run is: its definition, read from spec and record, and how it is submitted.
@NullMarked
package dev.evoka.coordinator.run;

import org.jspecify.annotations.NullMarked;
