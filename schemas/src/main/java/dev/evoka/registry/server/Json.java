package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.evoka.registry.server.Entry.Version;
import java.util.List;

/// The shapes of the answers.
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode strings(List<String> values) {
        ArrayNode array = MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    static ArrayNode numbers(List<Version> versions) {
        ArrayNode array = MAPPER.createArrayNode();
        versions.forEach(version -> array.add(version.version()));
        return array;
    }

    static JsonNode number(int value) {
        return MAPPER.getNodeFactory().numberNode(value);
    }

    static ArrayNode array(List<? extends JsonNode> values) {
        ArrayNode array = MAPPER.createArrayNode();
        array.addAll(values);
        return array;
    }

    /// A schema's text as it is, not as a string.
    static JsonNode raw(String schema) {
        return MAPPER.getNodeFactory().rawValueNode(new RawValue(schema));
    }

    static ObjectNode version(Version version) {
        return object().put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema());
    }

    static ObjectNode refusal(Refusal refusal) {
        return object().put("error_code", refusal.code()).put("message", refusal.getMessage());
    }
}
