/// Models: parameters and inputs to predictions.
@NullMarked
package dev.evoka.evaluator.model;

import org.jspecify.annotations.NullMarked;
