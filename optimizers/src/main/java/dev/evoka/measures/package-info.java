/// Error measures as a map to statistics, an exact sum and a finish, so that corpus measures are exact over shards.
@NullMarked
package dev.evoka.measures;

import org.jspecify.annotations.NullMarked;
