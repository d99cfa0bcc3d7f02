package dev.evoka.registry;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.Settings;
import dev.evoka.topics.Topic;
import java.util.Map;

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
            Encoding.of(config, registry, topic.topicName(), topic.schema());
        }
    }
}
