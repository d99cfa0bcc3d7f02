package dev.evoka.evaluator.objective;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.evaluator.training.TrainingSpec;
import dev.evoka.measures.Measures;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.time.Duration;
import java.util.List;

/// Section `objective` of the run spec.
public sealed interface ObjectiveSpec
        permits ObjectiveSpec.Function,
                ObjectiveSpec.Java,
                ObjectiveSpec.Command,
                ObjectiveSpec.External,
                ObjectiveSpec.Weights,
                ModelSpec {

    /// Longer than most evaluations, and soon enough to get an evaluator back that hangs.
    String DEFAULT_TIMEOUT = "10m";

    /// A test function.
    ///
    /// @param function name of the test function
    record Function(String function) implements ObjectiveSpec {}

    /// A user's class.
    ///
    /// @param java name of the [BlackBox]
    /// @param timeout longest time of an evaluation
    record Java(String java, Duration timeout) implements ObjectiveSpec {
        public Java {
            checkTimeout(timeout);
        }
    }

    /// An external command.
    ///
    /// @param command program and arguments
    /// @param timeout longest time of an evaluation
    record Command(List<String> command, Duration timeout) implements ObjectiveSpec {
        public Command {
            checkTimeout(timeout);
            command = List.copyOf(command);
            if (command.isEmpty() || command.getFirst().isBlank()) {
                throw new IllegalArgumentException(
                        "command must be a list of program and arguments but was " + command);
            }
        }
    }

    /// What evaluators in other languages evaluate; ours leave its blocks alone.
    ///
    /// @param external name that those evaluators know it by
    /// @param error error measure that their statistics are for: direct, mse, rmse, mae or r2
    /// @param shards data shards
    record External(String external, String error, int shards) implements ObjectiveSpec {
        public External {
            if (external.isBlank()) {
                throw new IllegalArgumentException("external must be a name but was blank");
            }
            if (shards < 1) {
                throw new IllegalArgumentException("shards must be ≥ 1 but was " + shards);
            }
        }

        /// The error measure.
        ///
        /// @throws SpecException if no measure has this name
        Measures measure() {
            return Measures.named(error)
                    .filter(measure -> !measure.classification())
                    .orElseThrow(() -> new SpecException(
                            "objective.error must be one of direct, mse, rmse, mae, r2 but was '%s'".formatted(error)));
        }
    }

    /// Weights of a model.
    ///
    /// @param spec the section
    record Weights(TrainingSpec spec) implements ObjectiveSpec {}

    private static void checkTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be > 0 but was " + timeout);
        }
    }

    /// Reads the section.
    static ObjectiveSpec of(ObjectNode section) {
        if (section.has("function")) {
            return SpecReader.bind(section, Function.class, "objective");
        }
        if (section.has("java")) {
            return SpecReader.bind(withTimeout(section), Java.class, "objective");
        }
        if (section.has("command")) {
            return SpecReader.bind(withTimeout(section), Command.class, "objective");
        }
        if (section.has("external")) {
            ObjectNode node = section.deepCopy();
            node.setAll((ObjectNode)
                    section.objectNode().put("error", "direct").put("shards", 1).setAll(section));
            return SpecReader.bind(node, External.class, "objective");
        }
        if (section.path("model").asText().equals(TrainingSpec.MODEL)) {
            return new Weights(TrainingSpec.of(section));
        }
        if (section.has("model")) {
            return ModelSpec.of(section);
        }
        throw new SpecException("objective must have one of function, model, java, command, external");
    }

    private static ObjectNode withTimeout(ObjectNode section) {
        ObjectNode node = section.deepCopy();
        if (!node.has("timeout")) {
            node.put("timeout", DEFAULT_TIMEOUT);
        }
        return node;
    }
}
