package dev.evoka.cli;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.cli.broker.DataFolder;
import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.cli.broker.FatalExit;
import dev.evoka.cli.console.Interrupts;
import dev.evoka.coordinator.control.ObjectiveKnowledge;
import dev.evoka.coordinator.http.ApiConfig;
import dev.evoka.coordinator.http.ApiService;
import dev.evoka.registry.server.EmbeddedRegistry;
import dev.evoka.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows runs from their topics alone.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Shows runs on the page from their topics alone, with no coordinator or evaluator at work. Changes nothing.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReplayCommand implements Callable<Integer> {

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description = "Folder of evoka run or evoka standalone; without it the topics of a cluster are read.")
    Optional<Path> dataDir = Optional.empty();

    @Mixin
    Cluster cluster;

    @Mixin
    HttpOptions http;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Interrupts interrupts = new Interrupts(() -> {})) {
            if (dataDir.isEmpty()) {
                return show(cluster.client(), interrupts);
            }
            if (!Files.isDirectory(dataDir.get())) {
                throw new SpecException("--data-dir %s: there is no such folder".formatted(dataDir.get()));
            }
            try (DataFolder folder = DataFolder.open(dataDir.get());
                    EmbeddedBroker broker = new EmbeddedBroker(folder.broker(), 0)) {
                FatalExit.explain(
                        folder.path(), line -> spec.commandLine().getErr().println("evoka: " + line));
                broker.start();
                try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0)) {
                    return show(
                            Map.of(
                                    "bootstrap.servers",
                                    broker.bootstrapServers(),
                                    "schema.registry.url",
                                    registry.url()),
                            interrupts);
                }
            }
        }
    }

    private int show(Map<String, Object> client, Interrupts interrupts) throws Exception {
        ApiConfig config = http.config(client, ArtifactFolder.usual()).readOnly();
        try (ApiService api = new ApiService(config, ObjectiveKnowledge.none("a replay"), List.of(), Optional::empty)) {
            api.start();
            HttpOptions.awaitUp(api, interrupts);
            spec.commandLine().getOut().printf("replay is up: %s%n", HttpOptions.url(config, api.port()));
            spec.commandLine().getOut().flush();
            interrupts.await();
            return interrupts.exitCode();
        }
    }
}
