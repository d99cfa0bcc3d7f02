package dev.evoka.cli;

import dev.evoka.cli.console.Interrupts;
import dev.evoka.cli.serve.ModelServer;
import dev.evoka.evaluator.log.RunModel;
import dev.evoka.spec.SpecException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A serving node: it holds the newest model of a run while the run goes on.
@Command(
        name = "follow",
        mixinStandardHelpOptions = true,
        description =
                "Holds the newest model of a run, update by update, and serves it: GET /model says which it is, POST /generate continues a text.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FollowCommand implements Callable<Integer> {

    private static final long PAUSE_MILLISECONDS = 50;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Mixin
    RunSource source;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Port that it listens on; 0 = any (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--http-address",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "Address that it listens on; 0.0.0.0 = all (default: ${DEFAULT-VALUE}).")
    String address;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw new SpecException("--http-port must be from 0 to 65535 but was " + port);
        }
        InetSocketAddress socket = new InetSocketAddress(address, port);
        if (socket.isUnresolved()) {
            throw new SpecException("--http-address must be an address of this machine but was " + address);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Interrupts interrupts = new Interrupts(() -> {});
                RunSource.Connection connection = source.connect();
                RunModel model = RunModel.open(connection.client(), source.run, Long.MAX_VALUE);
                ModelServer server = new ModelServer(model, socket)) {
            long shown = server.catchUp(LIMIT);
            server.start();
            out.printf(
                    Locale.ROOT,
                    "run %s after %,d updates is at %s%n",
                    source.run,
                    shown,
                    HttpOptions.url("http", socket, server.port()));
            out.flush();
            while (!interrupts.await(PAUSE_MILLISECONDS)) {
                server.catchUp(LIMIT);
            }
            return interrupts.exitCode();
        }
    }
}
