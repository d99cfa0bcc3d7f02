/// The client of a schema registry that speaks Confluent's REST API.
@NullMarked
package dev.evoka.registry.client;

import org.jspecify.annotations.NullMarked;
