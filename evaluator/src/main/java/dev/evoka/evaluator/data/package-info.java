/// Data sets: read from CSV or generated.
@NullMarked
package dev.evoka.evaluator.data;

import org.jspecify.annotations.NullMarked;
