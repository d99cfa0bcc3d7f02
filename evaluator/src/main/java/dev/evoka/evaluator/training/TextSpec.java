package dev.evoka.evaluator.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.FileSpec;
import dev.evoka.spec.SpecReader;
import java.util.Optional;

/// Section `objective.data` of the run spec where a model is trained on text.
///
/// @param text path of a text, relative to the spec's folder: examples are windows of it
/// @param lines path of a file with a JSON object in each line instead, for example of `prompt` and `completion`
/// @param validation path of the held-out examples, of the same kind; empty = the end of the others is held out
/// @param held share that is held out, if there is no file for it
/// @param length tokens of a window, and most tokens of an example
/// @param stride tokens between the beginnings of two windows that are trained on
/// @param mask text of the token that hides others, for task `fill`
/// @param answer most tokens of an answer, where answers are compared
/// @param start text that a decoder of its own begins with, one token, for task `translate`
/// @param end text that an answer ends before; for task `translate` also what closes a target
/// @param validationExamples most held-out examples that a validation takes; they lie evenly over all of them
public record TextSpec(
        Optional<FileSpec> text,
        Optional<FileSpec> lines,
        Optional<FileSpec> validation,
        double held,
        int length,
        int stride,
        String mask,
        int answer,
        String start,
        String end,
        int validationExamples) {

    private static final double DEFAULT_HELD = 0.1;
    private static final int DEFAULT_LENGTH = 64;
    private static final int DEFAULT_ANSWER = 32;
    private static final int DEFAULT_VALIDATION = 192;

    public TextSpec {
        if (text.isPresent() == lines.isPresent()) {
            throw new IllegalArgumentException("must have either text or lines");
        }
        if (!(held > 0 && held < 1)) {
            throw new IllegalArgumentException("held must be between 0 and 1 but was " + held);
        }
        if (length < 1) {
            throw new IllegalArgumentException("length must be ≥ 1 but was " + length);
        }
        if (stride < 1) {
            throw new IllegalArgumentException("stride must be ≥ 1 but was " + stride);
        }
        if (answer < 1) {
            throw new IllegalArgumentException("answer must be ≥ 1 but was " + answer);
        }
        if (validationExamples < 1) {
            throw new IllegalArgumentException("validationExamples must be ≥ 1 but was " + validationExamples);
        }
    }

    /// Reads the section.
    static TextSpec of(ObjectNode section) {
        ObjectNode node = section.objectNode();
        node.put("held", DEFAULT_HELD)
                .put("length", DEFAULT_LENGTH)
                .put("stride", 1)
                .put("mask", "[MASK]")
                .put("answer", DEFAULT_ANSWER)
                .put("start", "\n")
                .put("end", "\n")
                .put("validationExamples", DEFAULT_VALIDATION);
        node.setAll(section);
        return SpecReader.bind(node, TextSpec.class, "objective.data");
    }

    /// The file of the training examples.
    FileSpec file() {
        return text.or(() -> lines).orElseThrow();
    }
}
