package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.control.Submittal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads what somebody hands in to begin a run: a spec alone, or an object that has it.
final class SubmittalReader {

    private static final List<String> KEYS = List.of("spec", "files", "folder", "submitter", "warmStart", "again");

    private SubmittalReader() {}

    static Submittal read(Request request) throws IOException {
        byte[] body = request.whole();
        ObjectNode sent = Json.object();
        if (request.header("content-type").orElse("").startsWith("application/json")) {
            ObjectNode object = Json.sent(body);
            sent = object.has("spec") ? object : sent.set("spec", object);
        } else {
            sent.put("spec", new String(body, StandardCharsets.UTF_8));
        }
        for (String key : (Iterable<String>) sent::fieldNames) {
            if (!KEYS.contains(key)) {
                throw Problem.badRequest(key, "%s is no key of a submission, there are %s".formatted(key, KEYS));
            }
        }
        JsonNode spec = sent.path("spec");
        String name = request.caller().name();
        return new Submittal(
                spec.isTextual() ? spec.asText() : spec.toString(),
                files(sent.path("files")),
                sent.path("folder").asText(""),
                name.isEmpty() ? sent.path("submitter").asText("") : name,
                warmStart(sent.path("warmStart")),
                again(request, sent));
    }

    private static Optional<Submittal.WarmStart> warmStart(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        JsonNode spread = node.path("spread");
        if (!node.path("run").isTextual() || !(spread.isMissingNode() || spread.isNumber())) {
            throw Problem.badRequest(
                    "warmStart", "warmStart must be like {\"run\": \"name\", \"spread\": 0.1} but was " + node);
        }
        return Optional.of(new Submittal.WarmStart(
                node.path("run").asText(),
                spread.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(spread.asDouble())));
    }

    private static int again(Request request, ObjectNode sent) {
        JsonNode again = sent.path("again");
        if (again.isMissingNode()) {
            return (int) request.number("again", 1, 1, Integer.MAX_VALUE);
        }
        if (!again.isInt() || again.asInt() < 1) {
            throw Problem.badRequest("again", "again must be a whole number ≥ 1 but was " + again);
        }
        return again.asInt();
    }

    private static Map<String, String> files(JsonNode node) {
        if (!node.isMissingNode() && !node.isObject()) {
            throw Problem.badRequest("files", "files must map names to SHA-256 digests but was " + node);
        }
        Map<String, String> files = new HashMap<>();
        node.properties()
                .forEach(each -> files.put(each.getKey(), each.getValue().asText()));
        return files;
    }
}
