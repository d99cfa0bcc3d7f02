package dev.evoka.registry.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/// The registry's state: schemas by identifier, and the versions of each subject. Pure: no HTTP, no Kafka.
/// New versions must be able to read what the newest one wrote (BACKWARD).
final class SchemaStore {

    /// A version of a subject.
    record Version(String subject, int version, int id, String schema) {}

    private final Map<Integer, String> schemas = new TreeMap<>();
    private final Map<String, List<Version>> subjects = new TreeMap<>();

    /// The identifier that the schema has or would have.
    synchronized int identifier(String schema) {
        String canonical = canonical(schema);
        for (Map.Entry<Integer, String> each : schemas.entrySet()) {
            if (each.getValue().equals(canonical)) {
                return each.getKey();
            }
        }
        return schemas.size() + 1;
    }

    /// The version under which a subject has the schema.
    synchronized Optional<Version> lookup(String subject, String schema) {
        String canonical = canonical(schema);
        return versions(subject).stream()
                .filter(version -> version.schema().equals(canonical))
                .findFirst();
    }

    /// Why the schema cannot be the subject's next version; empty if it can.
    synchronized Optional<String> incompatibility(String subject, String schema) {
        List<Version> versions = versions(subject);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        Schema writer = new Schema.Parser().parse(versions.getLast().schema());
        SchemaCompatibility.SchemaPairCompatibility result =
                SchemaCompatibility.checkReaderWriterCompatibility(new Schema.Parser().parse(schema), writer);
        return result.getType() == SchemaCompatibilityType.COMPATIBLE
                ? Optional.empty()
                : Optional.of(result.getDescription().lines().findFirst().orElse("incompatible"));
    }

    /// Adds a version, or takes one over that was stored before.
    synchronized Version add(String subject, String schema) {
        Optional<Version> known = lookup(subject, schema);
        if (known.isPresent()) {
            return known.get();
        }
        int id = identifier(schema);
        String canonical = canonical(schema);
        schemas.put(id, canonical);
        List<Version> versions = subjects.computeIfAbsent(subject, s -> new ArrayList<>());
        Version version = new Version(subject, versions.size() + 1, id, canonical);
        versions.add(version);
        return version;
    }

    synchronized Optional<String> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    synchronized List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    synchronized List<Version> versions(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, List.of()));
    }

    private static String canonical(String schema) {
        return new Schema.Parser().parse(schema).toString();
    }
}
