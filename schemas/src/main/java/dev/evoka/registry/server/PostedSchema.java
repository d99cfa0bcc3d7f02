package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// The schema in a request's body.
///
/// @param text canonical text, by which schemas are told apart
record PostedSchema(Schema schema, String text) {

    /// Reads it.
    ///
    /// @throws Refusal if there is none, or one of a kind that this registry does not keep
    static PostedSchema of(Request request, String subject) {
        JsonNode body = request.json();
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw Refusal.invalidSchema("this registry keeps AVRO, not " + type);
        }
        if (!body.path("references").isEmpty()) {
            throw Refusal.invalidSchema("this registry keeps no references: write the schemas as one");
        }
        if (body.path("id").asInt(0) > 0) {
            throw Refusal.importing(subject);
        }
        String text = body.path("schema").asText("");
        if (text.isBlank()) {
            throw Refusal.invalidSchema("it is empty");
        }
        try {
            Schema schema = new Schema.Parser().parse(text);
            return new PostedSchema(schema, schema.toString());
        } catch (AvroRuntimeException e) {
            throw Refusal.invalidSchema(String.valueOf(e.getMessage()));
        }
    }
}
