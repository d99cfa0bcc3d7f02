package dev.evoka.artifacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a run's facts name a file in the place of a path: `artifact:` and the digest of one that is in evoka.artifacts;
/// with `@` and an address behind it, of one that each machine fetches from there.
///
/// @param sha256 digest of the content
/// @param url where it is fetched; empty = from evoka.artifacts
public record ArtifactReference(String sha256, Optional<URI> url) {

    private static final Pattern TEXT = Pattern.compile("artifact:([0-9a-f]{64})(?:@(https?://\\S+))?");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Of a file in evoka.artifacts.
    public static ArtifactReference to(String sha256) {
        return new ArtifactReference(sha256, Optional.empty());
    }

    /// Of a file that lies at an address.
    public static ArtifactReference at(URI url, String sha256) {
        return new ArtifactReference(sha256, Optional.of(url));
    }

    /// The reference in a text; empty if it is none.
    public static Optional<ArtifactReference> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new ArtifactReference(
                        matcher.group(1), Optional.ofNullable(matcher.group(2)).map(URI::create)))
                : Optional.empty();
    }

    /// The text that stands for the file.
    public String text() {
        return "artifact:" + sha256 + url.map(place -> "@" + place).orElse("");
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
