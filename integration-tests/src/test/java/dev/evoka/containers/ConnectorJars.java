package dev.evoka.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The jars that Kafka Connect needs to write to a database. No module of Evoka has them; Maven fetches them.
final class ConnectorJars {

    private static final Path FOLDER = ComposeStack.ROOT.resolve("deploy/downstream");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private ConnectorJars() {}

    /// Why they cannot be had; empty once they are there.
    static Optional<String> missing() {
        Shell.Said said = new Shell(FOLDER, Map.of())
                .run(LIMIT, "bash", "-c", "mvn -q -B -ntp -o package || mvn -q -B -ntp package");
        return said.well() ? Optional.empty() : Optional.of("no jars for Kafka Connect (%s)".formatted(said.last()));
    }
}
