/// Tests of the embedded registry by HTTP.
@NullMarked
package dev.evoka.registry.server;

import org.jspecify.annotations.NullMarked;
