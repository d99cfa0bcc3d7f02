package dev.evoka.artifacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a run's facts name an artifact in the place of a path: `artifact:` and the digest.
public final class ArtifactReference {

    private static final String PREFIX = "artifact:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ArtifactReference() {}

    /// The text that stands for an artifact.
    public static String to(String sha256) {
        return PREFIX + sha256;
    }

    /// The digest in a text; empty if it names no artifact.
    public static Optional<String> sha256(String text) {
        return text.startsWith(PREFIX) && Sha256.isName(text.substring(PREFIX.length()))
                ? Optional.of(text.substring(PREFIX.length()))
                : Optional.empty();
    }

    /// The JSON text with every text value in it replaced.
    public static String replaced(String json, UnaryOperator<String> replacement) {
        try {
            return JSON.writeValueAsString(replaced(JSON.readTree(json), replacement));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("facts must be JSON but were: " + json, e);
        }
    }

    private static JsonNode replaced(JsonNode node, UnaryOperator<String> replacement) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode made = JSON.createObjectNode();
                object.properties().forEach(each -> made.set(each.getKey(), replaced(each.getValue(), replacement)));
                yield made;
            }
            case ArrayNode array -> {
                ArrayNode made = JSON.createArrayNode();
                array.forEach(each -> made.add(replaced(each, replacement)));
                yield made;
            }
            default -> node.isTextual() ? JSON.getNodeFactory().textNode(replacement.apply(node.asText())) : node;
        };
    }
}
