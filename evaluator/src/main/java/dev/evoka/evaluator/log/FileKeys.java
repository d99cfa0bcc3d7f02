package dev.evoka.evaluator.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Which key of a spec names a file by its digest, for messages.
final class FileKeys {

    private FileKeys() {}

    static Optional<String> of(String spec, String sha256) {
        return in(SpecReader.fromJson(spec, Path.of("")).objective(), "objective", sha256);
    }

    private static Optional<String> in(JsonNode node, String key, String sha256) {
        if (node.path("sha256").asText().equals(sha256)) {
            return Optional.of(key);
        }
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            Optional<String> found = in(each.getValue(), key + "." + each.getKey(), sha256);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
