/// Texts made from a seed, for examples and tests: a little world of people and things, and a language of its own.
@NullMarked
package dev.evoka.evaluator.text.samples;

import org.jspecify.annotations.NullMarked;
