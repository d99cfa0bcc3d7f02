package dev.evoka.contract;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A broker as an administrator may have set it: users log in, and may do what they are allowed to. The user `admin`
/// may do everything, `joe` nothing; a user's password is the name.
final class StrictBroker implements AutoCloseable {

    private final LoginBroker broker;

    StrictBroker(Path folder, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "listener.name.clients.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_admin=\"admin\" user_joe=\"joe\";",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS;User:admin"));
        settings.putAll(more);
        broker = new LoginBroker(folder, "SASL_PLAINTEXT", List.of(), settings);
    }

    /// Address for `bootstrap.servers`.
    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /// Client properties of a user.
    Map<String, Object> client(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
    }

    @Override
    public void close() {
        broker.close();
    }
}
