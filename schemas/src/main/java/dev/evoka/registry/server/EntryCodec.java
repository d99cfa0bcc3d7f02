package dev.evoka.registry.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.registry.server.RegistryLog.Line;
import dev.evoka.spec.SpecException;
import java.util.Optional;

/// Entries as keys and values of a compacted topic, both JSON. A newer entry of the same key replaces the older one.
final class EntryCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryCodec() {}

    static Line encode(Entry entry) {
        return switch (entry) {
            case Entry.Version version -> {
                ObjectNode value = JSON.createObjectNode()
                        .put("subject", version.subject())
                        .put("version", version.version())
                        .put("id", version.id())
                        .put("schema", version.schema())
                        .put("deleted", version.deleted());
                yield line(schemaKey(version.subject(), version.version()), Optional.of(value));
            }
            case Entry.Removal removal -> line(schemaKey(removal.subject(), removal.version()), Optional.empty());
            case Entry.LevelChange change ->
                line(
                        key("CONFIG", change.subject()),
                        change.level().map(level -> JSON.createObjectNode().put("compatibilityLevel", level.name())));
            case Entry.ModeChange change ->
                line(
                        key("MODE", change.subject()),
                        change.mode().map(mode -> JSON.createObjectNode().put("mode", mode.name())));
            case Entry.HighestId highest ->
                line(
                        JSON.createObjectNode().put("keytype", "HIGHEST_ID"),
                        Optional.of(JSON.createObjectNode().put("id", highest.id())));
        };
    }

    private static Line line(ObjectNode key, Optional<ObjectNode> value) {
        return new Line(key.toString(), value.map(ObjectNode::toString));
    }

    private static ObjectNode schemaKey(String subject, int version) {
        return key("SCHEMA", subject).put("version", version);
    }

    private static ObjectNode key(String type, String subject) {
        return JSON.createObjectNode().put("keytype", type).put("subject", subject);
    }

    static Entry decode(Line line) {
        try {
            JsonNode key = JSON.readTree(line.key());
            Optional<JsonNode> value = line.value().isEmpty()
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(line.value().get()));
            String subject = key.path("subject").asText();
            return switch (key.path("keytype").asText()) {
                case "SCHEMA" -> {
                    int version = key.path("version").asInt();
                    yield value.<Entry>map(each -> version(subject, version, each))
                            .orElse(new Entry.Removal(subject, version));
                }
                case "CONFIG" ->
                    new Entry.LevelChange(
                            subject,
                            value.map(each -> Level.valueOf(
                                    each.path("compatibilityLevel").asText())));
                case "MODE" ->
                    new Entry.ModeChange(
                            subject,
                            value.map(each -> Mode.valueOf(each.path("mode").asText())));
                case "HIGHEST_ID" ->
                    new Entry.HighestId(
                            value.map(each -> each.path("id").asInt()).orElse(0));
                default -> throw foreign(line);
            };
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw foreign(line);
        }
    }

    private static Entry.Version version(String subject, int version, JsonNode value) {
        return new Entry.Version(
                subject,
                version,
                value.path("id").asInt(),
                value.path("schema").asText(),
                value.path("deleted").asBoolean());
    }

    private static SpecException foreign(Line line) {
        return new SpecException(
                "the data folder's schemas were written by another version of Evoka (%s): give another --data-dir"
                        .formatted(line.key()));
    }
}
