/// Tests with systems that consume the topics and that nobody here wrote.
@NullMarked
package dev.evoka.downstream;

import org.jspecify.annotations.NullMarked;
