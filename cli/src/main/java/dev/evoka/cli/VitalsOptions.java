package dev.evoka.cli;

import dev.evoka.evaluator.service.Evaluator;
import dev.evoka.evaluator.vitals.VitalsServer;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of an evaluator's health and metrics over HTTP.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VitalsOptions {

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Port of /healthz, /readyz and /metrics (default: none).")
    Optional<Integer> port = Optional.empty();

    @Option(
            names = "--http-address",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "Address that it listens on; 0.0.0.0 = all (default: ${DEFAULT-VALUE}).")
    String address;

    /// Opens the port, if there is to be one.
    Optional<VitalsServer> open(Evaluator evaluator) throws IOException {
        if (port.isEmpty()) {
            return Optional.empty();
        }
        InetSocketAddress socket = new InetSocketAddress(address, checked(port.get()));
        if (socket.isUnresolved()) {
            throw new SpecException("--http-address must be an address of this machine but was " + address);
        }
        VitalsServer server = new VitalsServer(socket, evaluator.vitals(), evaluator.clientMeters());
        server.start();
        return Optional.of(server);
    }

    private static int checked(int port) {
        if (port < 0 || port > 65_535) {
            throw new SpecException("--http-port must be from 0 to 65535 but was " + port);
        }
        return port;
    }
}
