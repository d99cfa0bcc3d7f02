/// What comes out of a run, and the files it is written to.
@NullMarked
package dev.evoka.cli.result;

import org.jspecify.annotations.NullMarked;
