package dev.evoka.evaluator.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.evaluator.onnx.InputMapping;
import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.Trainable;
import dev.evoka.spec.FileSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// An ONNX model whose weights are trained: section `objective` of the run spec.
///
/// @param model `onnx`
/// @param file path of the model, relative to the spec's folder
/// @param trainable which weights are trained, by patterns on their names
/// @param inputs what each input of the model is fed with, by its name; names that exporters commonly use need none
/// @param task what the model does: `continue` says each next token of a text, `complete` the completion of a prompt,
/// `translate` the target of a source, `fill` the tokens of a text that are hidden, `classify` the class of a text
/// @param tokenizer `bytes`, or path of a Hugging Face `tokenizer.json`, relative to the spec's folder
/// @param data the examples
/// @param batch examples of a mini-batch, the same for all candidates of a generation; empty = about 512 tokens
/// @param error error measure: token-cross-entropy, perplexity, bits-per-byte or token-accuracy; for `complete`
/// and `translate` also exact-match, normalised-exact-match, token-f1, bleu, chrf, rouge-1, rouge-2 or rouge-l of
/// greedy answers; for `classify` cross-entropy or accuracy
/// @param validationError error measure on the held-out examples, by which the best model is found; empty = `error`
/// @param shards data shards: the examples of each are evaluated apart
/// @param checkpoint updates after which evaluators compare their weights, and one of them keeps a snapshot
public record TrainingSpec(
        String model,
        FileSpec file,
        Trainable trainable,
        Map<String, String> inputs,
        Task task,
        FileSpec tokenizer,
        ObjectNode data,
        OptionalInt batch,
        String error,
        Optional<String> validationError,
        int shards,
        int checkpoint) {

    /// Name of this kind of model.
    public static final String MODEL = "onnx";

    /// Name of the tokenizer that needs no file.
    static final FileSpec BYTES = FileSpec.of("bytes");

    private static final String PATH = "objective";
    /// Often enough that a late evaluator folds for a second or two, seldom enough that snapshots cost nothing.
    private static final int DEFAULT_CHECKPOINT = 250;

    public TrainingSpec {
        inputs = Map.copyOf(inputs);
        if (batch.orElse(1) < 1) {
            throw new IllegalArgumentException("batch must be ≥ 1 but was " + batch.getAsInt());
        }
        if (shards < 1) {
            throw new IllegalArgumentException("shards must be ≥ 1 but was " + shards);
        }
        if (checkpoint < 1) {
            throw new IllegalArgumentException("checkpoint must be ≥ 1 but was " + checkpoint);
        }
        check(task, "error", error);
        validationError.ifPresent(name -> check(task, "validationError", name));
    }

    private static void check(Task task, String key, String name) {
        if (!task.measures().contains(name)) {
            throw new IllegalArgumentException("%s must be one of %s for task %s but was '%s'%s"
                    .formatted(
                            key,
                            String.join(", ", task.measures()),
                            task.specName(),
                            name,
                            Suggestion.near(name, task.measures())));
        }
    }

    /// Reads the section.
    public static TrainingSpec of(ObjectNode section) {
        ObjectNode node = section.objectNode();
        node.putObject("trainable");
        node.putObject("inputs");
        node.put("tokenizer", BYTES.name()).put("shards", 1).put("checkpoint", DEFAULT_CHECKPOINT);
        node.setAll(section);
        return SpecReader.bind(node, TrainingSpec.class, PATH);
    }

    /// The section `data`, read.
    public TextSpec text() {
        TextSpec text = TextSpec.of(data);
        if (task.windows() != text.text().isPresent()) {
            throw new SpecException("objective.data must have %s for task %s, but has %s"
                    .formatted(task.windows() ? "text" : "lines", task.specName(), task.windows() ? "lines" : "text"));
        }
        return text;
    }

    /// Error measure on the held-out examples.
    String judge() {
        return validationError.orElse(error);
    }

    /// The sources of the inputs.
    ///
    /// @throws SpecException if one is unknown
    InputMapping mapping() {
        Map<String, InputSource> sources = new TreeMap<>();
        inputs.forEach((input, name) -> sources.put(
                input,
                InputSource.named(name)
                        .orElseThrow(() -> new SpecException("objective.inputs.%s must be one of %s but was '%s'%s"
                                .formatted(
                                        input,
                                        String.join(", ", InputSource.names()),
                                        name,
                                        Suggestion.near(name, InputSource.names()))))));
        return new InputMapping(sources);
    }
}
