/// Text as data: tokenizers, windows of a text, examples in JSON lines, and the mini-batches that all candidates of a
/// generation share.
@NullMarked
package dev.evoka.evaluator.text;

import org.jspecify.annotations.NullMarked;
