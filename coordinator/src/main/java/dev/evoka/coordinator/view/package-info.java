/// What is known of all runs: folded from the topics, in bounded memory, so that any instance answers for any run.
@NullMarked
package dev.evoka.coordinator.view;

import org.jspecify.annotations.NullMarked;
