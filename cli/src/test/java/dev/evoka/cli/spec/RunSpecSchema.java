package dev.evoka.cli.spec;

import static dev.evoka.cli.spec.Section.object;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Writes the JSON Schema of run specs. Draft 7, which every editor knows.
final class RunSpecSchema {

    private RunSpecSchema() {}

    static String text() {
        try {
            return Types.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }

    private static ObjectNode schema() {
        ObjectNode schema = object(
                "$schema", "http://json-schema.org/draft-07/schema#",
                "title", "Evoka run spec",
                "type", "object",
                "additionalProperties", false,
                "required", List.of("name", "objective", "stop"));
        ObjectNode properties = schema.putObject("properties");
        properties.set(
                "name",
                object(
                        "type", "string",
                        "pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
                        "description", "Short name of the run: letters, digits, '-', '_' and '.'."));
        properties.set("objective", objective());
        properties.set(
                "parameters", described(RunSpecSections.closed(RunSpecSections.parameters()), "What is searched."));
        properties.set("optimizer", optimizer());
        properties.set("stop", stop());
        properties.set(
                "failures",
                described(RunSpecSections.closed(RunSpecSections.failures()), "How many failures the run bears."));
        properties.set(
                "seed", object("type", "integer", "default", 1, "description", "Every random number follows from it."));
        return schema;
    }

    /// Some names are those of an optimizer of parameters and of one of weights.
    private static ObjectNode optimizer() {
        List<Section> all = new ArrayList<>(RunSpecSections.optimizers());
        all.addAll(RunSpecSections.seededOptimizers());
        ObjectNode optimizer = variants("How it is searched.", all);
        optimizer.set("anyOf", optimizer.remove("oneOf"));
        return optimizer;
    }

    private static ObjectNode objective() {
        ObjectNode objective = variants("What is minimised.", RunSpecSections.objectives());
        ObjectNode data = RunSpecSections.closed(RunSpecSections.data());
        ObjectNode dataKeys = (ObjectNode) data.get("properties");
        dataKeys.set(
                "generate",
                described(
                        RunSpecSections.closed(RunSpecSections.generate()),
                        dataKeys.path("generate").path("description").asText()));
        data.set("oneOf", Types.JSON.valueToTree(List.of(required("file"), required("generate"))));
        for (JsonNode variant : objective.get("oneOf")) {
            ObjectNode keys = (ObjectNode) variant.get("properties");
            if (keys.has("data") && !keys.path("data").has("properties")) {
                keys.set("data", data);
            }
        }
        return objective;
    }

    private static ObjectNode stop() {
        ObjectNode stop =
                described(RunSpecSections.closed(RunSpecSections.stop()), "When the run ends: whichever comes first.");
        stop.put("minProperties", 1);
        return stop;
    }

    private static ObjectNode required(String key) {
        return object("required", List.of(key));
    }

    private static ObjectNode described(ObjectNode schema, String description) {
        return schema.put("description", description);
    }

    private static ObjectNode variants(String description, List<Section> sections) {
        List<ObjectNode> each = sections.stream()
                .map(section -> RunSpecSections.closed(section).put("title", section.title()))
                .toList();
        return object("description", description, "oneOf", each);
    }
}
