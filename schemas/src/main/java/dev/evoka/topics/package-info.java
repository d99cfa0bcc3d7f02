/// The topics that Evoka reads and writes: names, partitions and settings in one place.
@NullMarked
package dev.evoka.topics;

import org.jspecify.annotations.NullMarked;
