package dev.evoka.registry;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.SchemaVersion;
import dev.evoka.registry.client.Settings;
import dev.evoka.spec.SpecException;
import dev.evoka.topics.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/// Asks the registry for the schemas of all topics before anything is written, so that one that is not there or refuses
/// is a line at the start, not a failure in the middle.
public final class SchemaCheck {

    private SchemaCheck() {}

    /// Registers, or looks up, what the serializers will need. Does nothing where `value.serializer` names another
    /// class: only that class knows what it needs.
    ///
    /// @param client a client's properties
    /// @throws SpecException if the properties are wrong
    /// @throws RegistryException if the registry cannot be reached or refuses
    public static void ensure(Map<String, ?> client) {
        if (client.get(ValueSerdes.SERIALIZER) != null) {
            return;
        }
        Settings settings = new Settings(client);
        SerdeConfig config = SerdeConfig.of(settings);
        RegistryClient registry = new RegistryClient(settings);
        for (Topic topic : Topic.values()) {
            readable(config, registry, topic);
            Encoding.of(config, registry, topic.topicName(), topic.schema());
        }
    }

    /// Whoever cannot read what the others write must not begin: each record would be a dead letter.
    private static void readable(SerdeConfig config, RegistryClient registry, Topic topic) {
        String subject = config.subjects().subject(topic.topicName(), topic.schema());
        Optional<SchemaVersion> latest = registry.latest(subject);
        if (latest.isEmpty()) {
            return;
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(
                topic.schema(), latest.get().schema());
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new SpecException(
                    "this Evoka cannot read version %d of the schema %s in the registry (%s): it belongs to another major version of Evoka, whose services use this cluster: run the same version as they do, or use another cluster and registry"
                            .formatted(latest.get().version(), subject, differences(pair)));
        }
    }

    private static String differences(SchemaPairCompatibility pair) {
        return pair.getResult().getIncompatibilities().stream()
                .map(each -> "%s at %s".formatted(each.getMessage(), each.getLocation()))
                .collect(Collectors.joining(", "));
    }
}
