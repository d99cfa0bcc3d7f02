package dev.evoka.cli;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.cli.broker.DataFolder;
import dev.evoka.cli.broker.FatalExit;
import dev.evoka.cli.console.Interrupts;
import dev.evoka.coordinator.http.ApiConfig;
import dev.evoka.coordinator.http.ApiService;
import dev.evoka.registry.SchemaCheck;
import dev.evoka.spec.SpecException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Everything in one process that stays up: broker, registry, coordinator with its page, evaluators.
@Command(
        name = "standalone",
        mixinStandardHelpOptions = true,
        description = "Runs all services in one process, and stays up for runs to be submitted.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StandaloneCommand implements Callable<Integer> {

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            defaultValue = "evoka-data",
            description = "Folder of all data; the same folder takes everything up again (default: ${DEFAULT-VALUE}).")
    Path dataDir;

    @Option(
            names = "--evaluators",
            paramLabel = "N",
            defaultValue = "1",
            description = "Evaluators in this process (default: ${DEFAULT-VALUE}).")
    int evaluators;

    @Option(
            names = "--allow-commands",
            description =
                    "Run the commands of specs (objective.command). Whoever can submit runs can then run programs here.")
    boolean allowCommands;

    @Mixin
    HttpOptions http;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (evaluators < 0) {
            throw new SpecException("--evaluators must be ≥ 0 but was " + evaluators);
        }
        PrintWriter out = spec.commandLine().getOut();
        Configuration.lines(spec, Map.of()).forEach(out::println);
        try (Interrupts interrupts = new Interrupts(() -> {});
                DataFolder folder = DataFolder.open(dataDir)) {
            FatalExit.explain(folder.path(), line -> spec.commandLine().getErr().println("evoka: " + line));
            try (EmbeddedCluster cluster = new EmbeddedCluster(folder, evaluators, allowCommands)) {
                cluster.start();
                SchemaCheck.ensure(cluster.client()); // for evaluators in other languages, who look schemas up
                ApiConfig config = http.config(cluster.client(), ArtifactFolder.in(folder.artifacts()));
                try (ApiService api = new ApiService(
                        config,
                        ObjectiveSeam.of(config),
                        cluster.coordinator().meters(),
                        () -> CoordinatorCommand.notReady(cluster.coordinator()))) {
                    api.start();
                    HttpOptions.awaitUp(api, interrupts);
                    out.printf("evoka is up: %s%n", HttpOptions.url(config, api.port()));
                    out.printf(
                            "  Kafka %s, registry %s, data in %s%n",
                            cluster.client().get("bootstrap.servers"),
                            cluster.client().get("schema.registry.url"),
                            folder.path());
                    out.flush();
                    interrupts.await();
                }
            }
            return interrupts.exitCode();
        }
    }
}
