/// ONNX models whose weights are inputs: the graph is rewritten so that trainable weights come from memory that we own,
/// and run by ONNX Runtime.
@NullMarked
package dev.evoka.evaluator.onnx;

import org.jspecify.annotations.NullMarked;
