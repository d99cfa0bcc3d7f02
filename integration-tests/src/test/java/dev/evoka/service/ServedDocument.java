package dev.evoka.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/// The OpenAPI document that a service serves.
final class ServedDocument {

    private final JsonNode document;

    ServedDocument(Standalone service) throws JsonProcessingException {
        document = new YAMLMapper().readTree(service.get("/openapi.yaml").text());
    }

    /// What is wrong with an answer, by the document; no lines if it is as described.
    ///
    /// @param path path as the document has it
    /// @param status status of the answer
    List<String> problems(String path, int status, JsonNode answer) {
        JsonNode responses = document.path("paths").path(path).path("get").path("responses");
        JsonNode response =
                responses.path(responses.has(Integer.toString(status)) ? Integer.toString(status) : "default");
        if (response.has("$ref")) {
            response = document.at(response.path("$ref").asText().substring(1));
        }
        JsonNode content = response.path("content");
        JsonNode schema = (content.has("application/json")
                        ? content.path("application/json")
                        : content.path("application/problem+json"))
                .path("schema");
        if (schema.isMissingNode()) {
            return List.of("%s has no schema of the status %d".formatted(path, status));
        }
        ObjectNode whole = ((ObjectNode) schema).deepCopy();
        whole.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(answer.toString(), InputFormat.JSON)
                .stream()
                .map(problem -> path + ": " + problem)
                .toList();
    }
}
