/// Following a run: its course in bounded memory, and the line that shows it.
@NullMarked
package dev.evoka.cli.watch;

import org.jspecify.annotations.NullMarked;
