/// Files that are named by their content and travel through Kafka in pieces.
@NullMarked
package dev.evoka.artifacts;

import org.jspecify.annotations.NullMarked;
