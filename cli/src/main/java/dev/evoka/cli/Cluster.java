package dev.evoka.cli;

import dev.evoka.spec.SpecException;
import dev.evoka.topics.StackName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that name a Kafka cluster and its schema registry.
final class Cluster {

    /// Keys of the file that are options of ours.
    private static final String OURS = "evoka.";

    @Option(names = "--bootstrap-server", paramLabel = "ADDRESS", description = "Kafka's address, like kafka:9092.")
    @Nullable
    String bootstrapServer;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Schema registry's address, like http://registry:8081.")
    @Nullable
    String schemaRegistry;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "File of client properties: security, serializers; and of options, as evoka.http.port=8080.")
    @Nullable
    Path commandConfig;

    /// Client properties.
    ///
    /// @throws SpecException if an address is missing or the file cannot be read
    Map<String, Object> client() {
        Map<String, Object> client = kafka();
        if (schemaRegistry != null) {
            client.put("schema.registry.url", schemaRegistry);
        } else if (!client.containsKey("schema.registry.url")) {
            throw new SpecException("--schema-registry is missing: give its address, like http://registry:8081");
        }
        return client;
    }

    /// Client properties for Kafka alone.
    ///
    /// @throws SpecException if the address is missing, the file cannot be read, or the stack has an impossible name
    Map<String, Object> kafka() {
        StackName.own().check();
        Map<String, Object> client = new HashMap<>();
        if (commandConfig != null) {
            read(commandConfig).forEach((key, value) -> {
                if (!key.toString().startsWith(OURS)) {
                    client.put(key.toString(), value);
                }
            });
        }
        if (bootstrapServer != null) {
            client.put("bootstrap.servers", bootstrapServer);
        } else if (!client.containsKey("bootstrap.servers")) {
            throw new SpecException("--bootstrap-server is missing: give Kafka's address, like kafka:9092");
        }
        return client;
    }

    /// The properties in a file.
    ///
    /// @throws SpecException if it cannot be read
    static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new SpecException("--command-config %s cannot be read".formatted(file), e);
        }
        return properties;
    }
}
