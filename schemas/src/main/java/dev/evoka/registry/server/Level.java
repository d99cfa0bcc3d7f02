package dev.evoka.registry.server;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/// What a new version of a subject must be able to do: read what the earlier one wrote (backward), be read by it
/// (forward), or both; or the same with all earlier ones (transitive).
enum Level {
    NONE,
    BACKWARD,
    BACKWARD_TRANSITIVE,
    FORWARD,
    FORWARD_TRANSITIVE,
    FULL,
    FULL_TRANSITIVE;

    private boolean isTransitive() {
        return switch (this) {
            case BACKWARD_TRANSITIVE, FORWARD_TRANSITIVE, FULL_TRANSITIVE -> true;
            case NONE, BACKWARD, FORWARD, FULL -> false;
        };
    }

    /// What hinders a schema from being the next version; empty if nothing does.
    ///
    /// @param earlier the subject's versions, oldest first
    List<String> hindrances(Schema schema, List<Entry.Version> earlier) {
        int from = isTransitive() ? 0 : Math.max(0, earlier.size() - 1);
        List<String> found = new ArrayList<>();
        for (Entry.Version each : earlier.subList(from, earlier.size())) {
            found.addAll(hindrances(schema, each));
        }
        return found;
    }

    /// What hinders a schema from standing beside a version; empty if nothing does.
    List<String> hindrances(Schema schema, Entry.Version version) {
        Schema other = new Schema.Parser().parse(version.schema());
        return switch (this) {
            case NONE -> List.of();
            case BACKWARD, BACKWARD_TRANSITIVE -> reading(schema, other, version.version());
            case FORWARD, FORWARD_TRANSITIVE -> reading(other, schema, version.version());
            case FULL, FULL_TRANSITIVE -> {
                List<String> both = new ArrayList<>(reading(schema, other, version.version()));
                both.addAll(reading(other, schema, version.version()));
                yield both;
            }
        };
    }

    private static List<String> reading(Schema reader, Schema writer, int version) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(each -> line(each, version))
                .toList();
    }

    private static String line(Incompatibility found, int version) {
        return "%s at %s: %s (version %d)".formatted(found.getType(), found.getLocation(), found.getMessage(), version);
    }
}
