/// Evoka as real processes that are killed, frozen and restarted, and what must hold all the same.
@NullMarked
package dev.evoka.faults;

import org.jspecify.annotations.NullMarked;
