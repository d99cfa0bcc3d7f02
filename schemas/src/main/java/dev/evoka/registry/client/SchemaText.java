package dev.evoka.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/// A schema as it is registered: without the marks that Avro's compiler leaves for Java, so that it is the same text
/// that somebody registers from the `.avsc` file by hand.
final class SchemaText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JAVA_MARK = "avro.java.string";

    private SchemaText() {}

    static String of(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            strip(tree);
            return new Schema.Parser().parse(tree.toString()).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no schema: " + schema, e);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(JAVA_MARK);
        }
        node.forEach(SchemaText::strip);
    }
}
