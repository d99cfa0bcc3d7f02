/// Commands that ask a coordinator over REST.
@NullMarked
package dev.evoka.cli.remote;

import org.jspecify.annotations.NullMarked;
