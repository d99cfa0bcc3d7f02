/// Tests of the registry client against real HTTP servers.
@NullMarked
package dev.evoka.registry.client;

import org.jspecify.annotations.NullMarked;
