package dev.evoka.cli;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.registry.server.EmbeddedRegistry;
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

    @Option(names = "--data-dir", required = true, description = "Folder of the broker's data.")
    Path dataDir;

    @Option(names = "--port", defaultValue = "9092", description = "Broker's port (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--registry-port",
            defaultValue = "8081",
            description = "Registry's port (default: ${DEFAULT-VALUE}).")
    int registryPort;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker(dataDir, port);
        broker.start();
        EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), registryPort);
        spec.commandLine().getOut().printf("broker %s, registry %s%n", broker.bootstrapServers(), registry.url());
        spec.commandLine().getOut().flush();
        Until.stopped(() -> {
            registry.close();
            broker.close();
        });
        return 0;
    }
}
