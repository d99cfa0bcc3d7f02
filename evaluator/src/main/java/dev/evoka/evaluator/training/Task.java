package dev.evoka.evaluator.training;

import dev.evoka.measures.Measures;
import dev.evoka.measures.text.LikelihoodMeasure;
import dev.evoka.measures.text.TextMeasure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a model is to do with its examples.
public enum Task {
    /// To say each next token of a text: windows of a text.
    CONTINUE,
    /// To say the completion of a prompt: lines of prompts and completions.
    COMPLETE,
    /// To say the target of a source, with an encoder and a decoder: lines of sources and targets.
    TRANSLATE,
    /// To say the tokens of a text that are hidden: windows of a text.
    FILL,
    /// To say the class of a text: lines of texts and labels.
    CLASSIFY;

    /// Error measures that it can have.
    public List<String> measures() {
        return switch (this) {
            case CONTINUE, FILL -> LikelihoodMeasure.names();
            case COMPLETE, TRANSLATE ->
                Stream.concat(LikelihoodMeasure.names().stream(), TextMeasure.names().stream())
                        .toList();
            case CLASSIFY -> List.of(Measures.CROSS_ENTROPY.measureName(), Measures.ACCURACY.measureName());
        };
    }

    /// True if its examples are windows of a text, false if they are lines.
    boolean windows() {
        return this == CONTINUE || this == FILL;
    }

    /// Name in the run spec.
    String specName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
