/// The terminal: its width, its characters, and the signals that come from it.
@NullMarked
package dev.evoka.cli.console;

import org.jspecify.annotations.NullMarked;
