package dev.evoka.evaluator.objective;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.evaluator.data.DataSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;

/// Section `objective` of the run spec.
public sealed interface ObjectiveSpec {

    /// A test function.
    record Function(String function) implements ObjectiveSpec {}

    /// A user's class.
    record Java(String java) implements ObjectiveSpec {}

    /// A model on data.
    record Model(String model, boolean intercept, ObjectNode data, int shards, String error) implements ObjectiveSpec {
        public Model {
            if (!model.equals("linear")) {
                throw new IllegalArgumentException("model must be linear but was '%s'".formatted(model));
            }
            if (shards < 1) {
                throw new IllegalArgumentException("shards must be ≥ 1 but was " + shards);
            }
        }

        DataSpec dataSpec() {
            ObjectNode node = data.deepCopy();
            if (!node.has("header")) {
                node.put("header", false);
            }
            if (!node.has("separator")) {
                node.put("separator", ",");
            }
            if (!node.has("standardise")) {
                node.put("standardise", false);
            }
            return SpecReader.bind(node, DataSpec.class, "objective.data");
        }
    }

    /// Reads the section.
    static ObjectiveSpec of(ObjectNode section) {
        ObjectNode node = section.deepCopy();
        if (node.has("function")) {
            return SpecReader.bind(node, Function.class, "objective");
        }
        if (node.has("java")) {
            return SpecReader.bind(node, Java.class, "objective");
        }
        if (!node.has("model")) {
            throw new SpecException("objective must have one of function, model, java");
        }
        if (!node.has("intercept")) {
            node.put("intercept", true);
        }
        if (!node.has("shards")) {
            node.put("shards", 1);
        }
        return SpecReader.bind(node, Model.class, "objective");
    }
}
