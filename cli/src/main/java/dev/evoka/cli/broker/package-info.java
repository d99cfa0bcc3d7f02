/// A Kafka broker in this process.
@NullMarked
package dev.evoka.cli.broker;

import org.jspecify.annotations.NullMarked;
