/// The public contract on a real broker: topics, registry, and clients that nobody here wrote.
@NullMarked
package dev.evoka.contract;

import org.jspecify.annotations.NullMarked;
