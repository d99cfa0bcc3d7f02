/// The evoka command.
@NullMarked
package dev.evoka.cli;

import org.jspecify.annotations.NullMarked;
