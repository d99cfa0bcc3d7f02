/// A small schema registry for the embedded broker, in Confluent's REST API.
@NullMarked
package dev.evoka.registry.server;

import org.jspecify.annotations.NullMarked;
