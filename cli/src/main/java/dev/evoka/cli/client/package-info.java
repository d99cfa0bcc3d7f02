/// The REST service as a client sees it.
@NullMarked
package dev.evoka.cli.client;

import org.jspecify.annotations.NullMarked;
