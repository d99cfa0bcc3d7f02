/// The log that a model is: its updates followed, its snapshots kept and read.
@NullMarked
package dev.evoka.evaluator.log;

import org.jspecify.annotations.NullMarked;
