/// Drawing the course of a run.
@NullMarked
package dev.evoka.cli.plot;

import org.jspecify.annotations.NullMarked;
