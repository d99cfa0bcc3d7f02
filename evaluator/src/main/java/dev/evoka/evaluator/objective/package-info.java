/// What is minimised: test functions, models on data, black boxes.
@NullMarked
package dev.evoka.evaluator.objective;

import org.jspecify.annotations.NullMarked;
