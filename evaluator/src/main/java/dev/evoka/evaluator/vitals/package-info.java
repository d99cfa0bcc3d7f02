/// How an evaluator is, in numbers and over HTTP: for those who supervise, scale and observe it.
@NullMarked
package dev.evoka.evaluator.vitals;

import org.jspecify.annotations.NullMarked;
