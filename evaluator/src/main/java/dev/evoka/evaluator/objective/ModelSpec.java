package dev.evoka.evaluator.objective;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.evaluator.data.DataSpec;
import dev.evoka.evaluator.model.Activation;
import dev.evoka.evaluator.model.LinearModel;
import dev.evoka.evaluator.model.Model;
import dev.evoka.evaluator.model.MultiLayerPerceptron;
import dev.evoka.measures.Measures;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;
import java.util.List;

/// Section `objective` of the run spec where it names a model on data.
public sealed interface ModelSpec extends ObjectiveSpec {

    /// Section `data`.
    ObjectNode data();

    /// Number of data shards.
    int shards();

    /// Name of the error measure.
    String error();

    /// The model, for features and outputs of these names.
    Model model(List<String> features, List<String> outputs);

    /// Linear regression; for classes, logistic regression.
    ///
    /// @param model `linear`
    /// @param intercept whether outputs have one
    /// @param data the rows: features and a target
    /// @param shards data shards, at most one for each 64 rows
    /// @param error error measure: mse, rmse, mae or r2 for numbers; cross-entropy, accuracy or macro-f1 for classes
    record Linear(String model, boolean intercept, ObjectNode data, int shards, String error) implements ModelSpec {
        public Linear {
            checkShards(shards);
        }

        @Override
        public Model model(List<String> features, List<String> outputs) {
            return new LinearModel(features, intercept, outputs);
        }
    }

    /// A multi-layer perceptron.
    ///
    /// @param model `mlp`
    /// @param hidden units of each hidden layer
    /// @param activation activation of the hidden units
    /// @param data the rows: features and a target
    /// @param shards data shards, at most one for each 64 rows
    /// @param error error measure: mse, rmse, mae or r2 for numbers; cross-entropy, accuracy or macro-f1 for classes
    record Perceptron(String model, List<Integer> hidden, String activation, ObjectNode data, int shards, String error)
            implements ModelSpec {
        public Perceptron {
            checkShards(shards);
            hidden = List.copyOf(hidden);
            if (hidden.isEmpty() || hidden.stream().anyMatch(units -> units < 1)) {
                throw new IllegalArgumentException(
                        "hidden must be a list of numbers of units, each ≥ 1, but was " + hidden);
            }
            if (Activation.named(activation).isEmpty()) {
                throw new IllegalArgumentException("activation must be one of %s but was '%s'%s"
                        .formatted(
                                String.join(", ", Activation.names()),
                                activation,
                                Suggestion.near(activation, Activation.names())));
            }
        }

        @Override
        public Model model(List<String> features, List<String> outputs) {
            return new MultiLayerPerceptron(
                    features, hidden, Activation.named(activation).orElseThrow(), outputs);
        }
    }

    private static void checkShards(int shards) {
        if (shards < 1) {
            throw new IllegalArgumentException("shards must be ≥ 1 but was " + shards);
        }
    }

    /// Reads the section.
    static ModelSpec of(ObjectNode section) {
        ObjectNode node = section.deepCopy();
        String model = node.path("model").asText();
        if (!node.has("shards")) {
            node.put("shards", 1);
        }
        return switch (model) {
            case "linear" -> {
                if (!node.has("intercept")) {
                    node.put("intercept", true);
                }
                yield SpecReader.bind(node, Linear.class, "objective");
            }
            case "mlp" -> {
                if (!node.has("activation")) {
                    node.put("activation", Activation.TANH.specName());
                }
                yield SpecReader.bind(node, Perceptron.class, "objective");
            }
            default ->
                throw new SpecException("objective.model must be linear, mlp or onnx but was '%s'".formatted(model));
        };
    }

    /// The section `data`, read.
    default DataSpec dataSpec() {
        ObjectNode node = data().deepCopy();
        if (!node.has("header")) {
            node.put("header", false);
        }
        if (!node.has("separator")) {
            node.put("separator", ",");
        }
        if (!node.has("categorical")) {
            node.putArray("categorical");
        }
        if (!node.has("standardise")) {
            node.put("standardise", false);
        }
        return SpecReader.bind(node, DataSpec.class, "objective.data");
    }

    /// The error measure.
    ///
    /// @throws SpecException if no measure has this name
    default Measures measure() {
        List<String> names = Measures.names().stream()
                .filter(name -> !name.equals(Measures.DIRECT.measureName()))
                .toList();
        return Measures.named(error())
                .filter(measure -> measure != Measures.DIRECT)
                .orElseThrow(() -> new SpecException("objective.error must be one of %s but was '%s'%s"
                        .formatted(String.join(", ", names), error(), Suggestion.near(error(), names))));
    }
}
