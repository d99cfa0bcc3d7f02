/// Programs that measure Evoka beside raw Kafka in the same run. Results are Markdown.
@NullMarked
package dev.evoka.benchmarks;

import org.jspecify.annotations.NullMarked;
