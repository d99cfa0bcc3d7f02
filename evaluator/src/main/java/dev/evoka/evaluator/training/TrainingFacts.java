package dev.evoka.evaluator.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecReader;
import java.util.Optional;

/// What the submission found out about a model and its data, for evaluators.
///
/// @param model the model's file
/// @param tokenizer the tokenizer's file, if it has one
/// @param data file of the training examples
/// @param validation file of the held-out examples, if they have their own
public record TrainingFacts(
        TrainingFile model, Optional<TrainingFile> tokenizer, TrainingFile data, Optional<TrainingFile> validation) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Reads what [#json] wrote.
    static TrainingFacts of(String json) {
        try {
            return SpecReader.bind((ObjectNode) JSON.readTree(json), TrainingFacts.class, "facts");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("facts must be JSON but were: " + json, e);
        }
    }

    /// The facts as JSON.
    public String json() {
        return SpecReader.tree(this).toString();
    }
}
