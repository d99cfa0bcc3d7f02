package dev.evoka.cli.spec;

import static dev.evoka.cli.spec.Section.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.run.Failures;
import dev.evoka.coordinator.run.ParametersSpec;
import dev.evoka.coordinator.run.SeededSettings;
import dev.evoka.evaluator.data.DataSpec;
import dev.evoka.evaluator.data.GenerateSpec;
import dev.evoka.evaluator.model.Activation;
import dev.evoka.evaluator.objective.ModelSpec;
import dev.evoka.evaluator.objective.ObjectiveSpec;
import dev.evoka.evaluator.objective.TestFunction;
import dev.evoka.evaluator.training.Task;
import dev.evoka.evaluator.training.TrainingSpec;
import dev.evoka.measures.Measures;
import dev.evoka.optimizers.Algorithms;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.seeded.algorithms.SeededAlgorithms;
import dev.evoka.seeded.algorithms.Validation;
import dev.evoka.spec.SpecReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All sections of a run spec.
final class RunSpecSections {

    private static final ObjectNode PAIR =
            object("type", "array", "items", object("type", "number"), "minItems", 2, "maxItems", 2);
    private static final ObjectNode SECTION = object("type", "object");
    private static final List<String> ERRORS = Measures.names().stream()
            .filter(name -> !name.equals(Measures.DIRECT.measureName()))
            .toList();

    private RunSpecSections() {}

    /// Variants of section `objective`.
    static List<Section> objectives() {
        List<Section> variants = new ArrayList<>();
        variants.add(objective(
                "a test function",
                object("function", "sphere"),
                Map.of(
                        "function",
                        Types.oneOf(Arrays.stream(TestFunction.values())
                                .map(TestFunction::specName)
                                .toList()))));
        variants.add(objective("a Java class", object("java", "x"), Map.of()));
        variants.add(objective("a program", object("command", List.of("x")), Map.of()));
        variants.add(objective(
                "what evaluators in other languages evaluate",
                object("external", "x"),
                Map.of("error", Types.oneOf(List.of("direct", "mse", "rmse", "mae", "r2")))));
        variants.add(objective(
                "a linear model",
                object("model", "linear", "data", object(), "error", "mse"),
                Map.of("model", Types.word("linear"), "data", SECTION, "error", Types.oneOf(ERRORS))));
        variants.add(objective(
                "a multi-layer perceptron",
                object("model", "mlp", "hidden", List.of(1), "data", object(), "error", "mse"),
                Map.of(
                        "model",
                        Types.word("mlp"),
                        "data",
                        SECTION,
                        "error",
                        Types.oneOf(ERRORS),
                        "activation",
                        Types.oneOf(Activation.names()))));
        variants.add(weights());
        return variants;
    }

    private static final ObjectNode WEIGHTS = object(
            "model", "onnx", "file", "x", "task", "continue", "data", object("text", "x"), "error", "perplexity");

    private static Section weights() {
        ObjectNode patterns = object("type", "array", "items", object("type", "string"));
        ObjectNode trainable = closed(Map.of("include", patterns, "exclude", patterns), List.of());
        trainable.set("properties", object("include", patterns, "exclude", patterns));
        ObjectNode errors = Types.oneOf(Arrays.stream(Task.values())
                .flatMap(task -> task.measures().stream())
                .distinct()
                .toList());
        ObjectNode data = closed(text());
        data.set(
                "oneOf",
                Types.JSON.valueToTree(
                        List.of(object("required", List.of("text")), object("required", List.of("lines")))));
        return Section.of(
                "weights of an ONNX model",
                WEIGHTS,
                TrainingSpec.of(WEIGHTS),
                Map.of(
                        "model", Types.word("onnx"),
                        "trainable", trainable,
                        "data", data,
                        "error", errors,
                        "validationError", errors));
    }

    /// Section `objective.data` of model weights.
    static Section text() {
        return Section.of("data", object(), TrainingSpec.of(WEIGHTS).text(), Map.of());
    }

    private static Section objective(String title, ObjectNode minimal, Map<String, ObjectNode> own) {
        return Section.of(title, minimal, (Record) ObjectiveSpec.of(minimal), own);
    }

    /// Section `objective.data`.
    static Section data() {
        ObjectNode minimal = object("file", "x");
        DataSpec bound = ModelSpec.of(object("model", "linear", "data", minimal, "error", "mse"))
                .dataSpec();
        return Section.of("data", minimal, bound, Map.of("generate", SECTION));
    }

    /// Section `objective.data.generate`.
    static Section generate() {
        return Section.of(
                "generate", object(), GenerateSpec.defaults(), Map.of("kind", Types.oneOf(GenerateSpec.kinds())));
    }

    /// Section `parameters`.
    static Section parameters() {
        return Section.of(
                "parameters",
                object(),
                ParametersSpec.of(object()),
                Map.of(
                        "bounds", PAIR,
                        "space", object("type", "object", "additionalProperties", range()),
                        "initialisation", initialisation()));
    }

    private static ObjectNode range() {
        return object(
                "oneOf",
                List.of(
                        PAIR,
                        closed(Map.of("log", PAIR), List.of("log")),
                        closed(Map.of("integer", PAIR), List.of("integer")),
                        closed(Map.of("category", object("type", "array", "minItems", 2)), List.of("category"))));
    }

    private static ObjectNode initialisation() {
        return object(
                "oneOf",
                List.of(
                        Types.word("bounds"),
                        closed(Map.of("uniform", PAIR), List.of("uniform")),
                        closed(Map.of("normal", PAIR), List.of("normal")),
                        closed(
                                Map.of(
                                        "point", object("type", "array", "items", object("type", "number")),
                                        "spread", object("type", "number")),
                                List.of("point", "spread")),
                        closed(
                                Map.of(
                                        "points",
                                                object(
                                                        "type",
                                                        "array",
                                                        "items",
                                                        object("type", "array", "items", object("type", "number"))),
                                        "spread", object("type", "number")),
                                List.of("points", "spread"))));
    }

    private static ObjectNode closed(Map<String, ObjectNode> properties, List<String> required) {
        ObjectNode schema = object("type", "object");
        ObjectNode each = schema.putObject("properties");
        required.forEach(name -> each.set(name, properties.get(name)));
        schema.set("required", Types.JSON.valueToTree(required));
        return schema.put("additionalProperties", false);
    }

    /// Variants of section `optimizer`, one for each algorithm.
    static List<Section> optimizers() {
        List<Section> variants = new ArrayList<>();
        for (Algorithms each : Algorithms.values()) {
            Section settings = Section.of(each.specName(), object(), (Record) each.defaults(), Map.of());
            Key parallelism = new Key(
                    "parallelism",
                    object("type", "integer", "minimum", 1),
                    false,
                    Optional.of(Types.JSON.getNodeFactory().numberNode(1)),
                    "candidates evaluated at once that the optimizer should plan for");
            boolean chosen = each == Algorithms.AUTO;
            Key algorithm = new Key(
                    "algorithm",
                    Types.word(each.specName()),
                    !chosen,
                    chosen ? Optional.of(Types.JSON.getNodeFactory().textNode(each.specName())) : Optional.empty(),
                    "name of the algorithm");
            variants.add(settings.with(parallelism).with(algorithm));
        }
        return variants;
    }

    /// Variants of section `optimizer` for model weights, one for each algorithm.
    static List<Section> seededOptimizers() {
        List<Section> variants = new ArrayList<>();
        Section shared =
                Section.of("shared", object(), SeededSettings.defaults(), Map.of("validation", closed(validation())));
        for (SeededAlgorithms each : SeededAlgorithms.values()) {
            Section settings = Section.of(each.specName(), object(), (Record) each.defaults(), Map.of());
            Key algorithm =
                    new Key("algorithm", Types.word(each.specName()), true, Optional.empty(), "name of the algorithm");
            variants.add(settings.with(shared.keys().getFirst()).with(algorithm));
        }
        return variants;
    }

    /// Section `optimizer.validation`.
    static Section validation() {
        return Section.of("validation", object(), Validation.defaults(), Map.of());
    }

    /// Section `stop`.
    static Section stop() {
        return Section.of(
                "stop",
                object(),
                SpecReader.bind(object("generations", 1), StopConditions.class, "stop"),
                Map.of("stagnation", closed(stagnation())));
    }

    /// Section `stop.stagnation`.
    static Section stagnation() {
        return Section.of("stagnation", object(), StopConditions.Stagnation.defaults(), Map.of());
    }

    /// Section `failures`.
    static Section failures() {
        return Section.of("failures", object(), Failures.defaults(), Map.of());
    }

    /// Schema of a section that has no other keys.
    static ObjectNode closed(Section section) {
        ObjectNode schema = object("type", "object");
        if (!section.summary().isEmpty()) {
            schema.put("description", section.summary());
        }
        ObjectNode properties = schema.putObject("properties");
        for (Key key : section.keys()) {
            ObjectNode type = key.type().deepCopy();
            if (!key.meaning().isEmpty()) {
                type.put("description", key.meaning());
            }
            key.fallback().ifPresent(value -> type.set("default", value));
            properties.set(key.name(), type);
        }
        List<String> required =
                section.keys().stream().filter(Key::required).map(Key::name).toList();
        if (!required.isEmpty()) {
            schema.set("required", Types.JSON.valueToTree(required));
        }
        return schema.put("additionalProperties", false);
    }
}
