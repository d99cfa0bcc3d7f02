package dev.evoka.evaluator.text;

import java.util.List;

/// A line of a data file: what a model is given, and what is right.
///
/// @param prompt the text that the model is given
/// @param references right answers, at least one; the first is what the model is trained on
public record TextRecord(String prompt, List<String> references) {

    public TextRecord {
        references = List.copyOf(references);
        if (references.isEmpty()) {
            throw new IllegalArgumentException("references must have an answer at least");
        }
    }

    /// What the model is trained on.
    public String completion() {
        return references.getFirst();
    }
}
