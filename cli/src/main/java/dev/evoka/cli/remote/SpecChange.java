package dev.evoka.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is other in a spec, as the user writes it.
final class SpecChange {

    private static final YAMLMapper YAML = new YAMLMapper();

    private SpecChange() {}

    static ObjectNode object() {
        return YAML.createObjectNode();
    }

    /// A part of a spec.
    ///
    /// @throws SpecException if the file cannot be read or is none
    static ObjectNode read(Path file) {
        try {
            if (YAML.readTree(Files.readString(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new SpecException("--change %s must be a mapping of keys to values".formatted(file));
        } catch (JsonProcessingException e) {
            throw new SpecException("--change %s is no YAML: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new SpecException("--change %s cannot be read".formatted(file), e);
        }
    }

    /// Sets one key.
    ///
    /// @param key path with points: stop.generations
    /// @param value YAML
    static void set(ObjectNode change, String key, String value) {
        String[] parts = key.split("[.]", -1);
        ObjectNode place = change;
        for (int i = 0; i < parts.length - 1; i++) {
            place = place.path(parts[i]) instanceof ObjectNode known ? known : place.putObject(parts[i]);
        }
        place.set(parts[parts.length - 1], value(key, value));
    }

    private static JsonNode value(String key, String value) {
        try {
            return YAML.readTree(value);
        } catch (JsonProcessingException e) {
            throw new SpecException("--set %s=%s: the value is no YAML".formatted(key, value), e);
        }
    }
}
