package dev.evoka.evaluator.training;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The objective of a run that begins with the model of another.
public final class TrainingBranch {

    private TrainingBranch() {}

    /// The section `objective` of another run, with another model and the same data, wherever the spec lies.
    ///
    /// @param parent the other's section
    /// @param facts what its submission found out, as JSON
    /// @param model path of the model to begin with
    public static ObjectNode objective(ObjectNode parent, String facts, String model) {
        TrainingFacts files = TrainingFacts.of(facts);
        ObjectNode objective = parent.deepCopy().put("file", model);
        files.tokenizer().ifPresent(file -> objective.put("tokenizer", file.path()));
        if (objective.path("data") instanceof ObjectNode data) {
            data.put(data.has("text") ? "text" : "lines", files.data().path());
            files.validation().ifPresent(file -> data.put("validation", file.path()));
        }
        return objective;
    }
}
