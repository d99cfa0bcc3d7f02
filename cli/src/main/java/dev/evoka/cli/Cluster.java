package dev.evoka.cli;

import dev.evoka.spec.SpecException;
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

    @Option(names = "--bootstrap-server", description = "Kafka's address, like kafka:9092.")
    @Nullable
    String bootstrapServer;

    @Option(names = "--schema-registry", description = "Schema registry's address, like http://registry:8081.")
    @Nullable
    String schemaRegistry;

    @Option(names = "--command-config", description = "File of client properties: security, serializers.")
    @Nullable
    Path commandConfig;

    /// Client properties.
    ///
    /// @throws SpecException if an address is missing or the file cannot be read
    Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        if (commandConfig != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new SpecException("--command-config %s cannot be read".formatted(commandConfig), e);
            }
            properties.forEach((key, value) -> client.put(key.toString(), value));
        }
        if (bootstrapServer == null) {
            throw new SpecException("--bootstrap-server is missing: give Kafka's address, like kafka:9092");
        }
        client.put("bootstrap.servers", bootstrapServer);
        if (schemaRegistry != null) {
            client.put("schema.registry.url", schemaRegistry);
        } else if (!client.containsKey("schema.registry.url")) {
            throw new SpecException("--schema-registry is missing: give its address, like http://registry:8081");
        }
        return client;
    }
}
