package dev.evoka.cli;

import dev.evoka.cli.broker.DataFolder;
import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.cli.broker.FatalExit;
import dev.evoka.cli.console.Interrupts;
import dev.evoka.registry.server.EmbeddedRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// An embedded broker and registry as a process of their own.
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Runs a small Kafka broker and schema registry.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BrokerCommand implements Callable<Integer> {

    @Option(names = "--data-dir", paramLabel = "FOLDER", required = true, description = "Folder of the broker's data.")
    Path dataDir;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Broker's port (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Registry's port (default: ${DEFAULT-VALUE}).")
    int registryPort;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (Interrupts interrupts = new Interrupts(() -> {});
                DataFolder folder = DataFolder.open(dataDir);
                EmbeddedBroker broker = new EmbeddedBroker(folder.broker(), port)) {
            FatalExit.explain(folder.path(), line -> spec.commandLine().getErr().println("evoka: " + line));
            broker.start();
            try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), registryPort)) {
                out.printf("broker %s, registry %s%n", broker.bootstrapServers(), registry.url());
                out.flush();
                interrupts.await();
            }
            return interrupts.exitCode();
        }
    }
}
