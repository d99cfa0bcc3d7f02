/// Serves the newest model of a run over HTTP.
@NullMarked
package dev.evoka.cli.serve;

import org.jspecify.annotations.NullMarked;
