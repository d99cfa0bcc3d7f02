package dev.evoka.cli;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.cli.console.Interrupts;
import dev.evoka.coordinator.http.Access;
import dev.evoka.coordinator.http.ApiConfig;
import dev.evoka.coordinator.http.ApiService;
import dev.evoka.coordinator.http.Certificate;
import dev.evoka.coordinator.http.Token;
import dev.evoka.spec.SpecException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of the REST service and page.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class HttpOptions {

    private static final long LOOK_MILLISECONDS = 20;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the REST service and the web page (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--http-address",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "Address that it listens on; 0.0.0.0 = all (default: ${DEFAULT-VALUE}).")
    String address;

    @Option(
            names = "--largest-file",
            paramLabel = "SIZE",
            defaultValue = "2GB",
            converter = ByteSize.Converter.class,
            description = "Largest file that may be uploaded with a spec (default: ${DEFAULT-VALUE}).")
    ByteSize largestFile;

    @Option(
            names = "--shared",
            paramLabel = "FOLDER",
            description =
                    "Folder that all services see under the same path: specs may name files there, and need no upload.")
    List<Path> shared = List.of();

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description =
                    "File with a token in each line: role (viewer or operator), name, secret. Needed beyond loopback.")
    Optional<Path> tokens = Optional.empty();

    @Option(
            names = "--without-tokens",
            description = "Let whoever reaches the address do everything, beyond loopback too.")
    boolean withoutTokens;

    @Option(
            names = "--http-keystore",
            paramLabel = "FILE",
            description = "Certificate and key for HTTPS (PKCS12 or JKS).")
    Optional<Path> keystore = Optional.empty();

    @Option(
            names = "--http-keystore-password",
            paramLabel = "PASSWORD",
            description = "Its password, better in EVOKA_HTTP_KEYSTORE_PASSWORD.")
    String keystorePassword = "";

    /// What the service is told.
    ApiConfig config(Map<String, Object> client, ArtifactFolder artifacts) {
        return new ApiConfig(
                client,
                socket(),
                new Access(tokens.map(Token::read).orElse(List.of()), withoutTokens),
                keystore.map(file -> new Certificate(file, keystorePassword)),
                new ApiConfig.Files(artifacts, largestFile.bytes(), shared));
    }

    private InetSocketAddress socket() {
        if (port < 0 || port > 65_535) {
            throw new SpecException("--http-port must be from 0 to 65535 but was " + port);
        }
        InetSocketAddress socket = new InetSocketAddress(address, port);
        if (socket.isUnresolved()) {
            throw new SpecException("--http-address must be an address of this machine but was " + address);
        }
        return socket;
    }

    /// Waits until the service knows what there is; or until it is to end.
    static void awaitUp(ApiService api, Interrupts interrupts) throws InterruptedException {
        boolean ending = false;
        while (!api.caughtUp() && !ending) {
            ending = interrupts.await(LOOK_MILLISECONDS);
        }
    }

    /// Where somebody on this machine finds the page.
    static String url(ApiConfig config, int port) {
        return url(config.certificate().isPresent() ? "https" : "http", config.address(), port);
    }

    /// Where somebody on this machine finds a service.
    static String url(String scheme, InetSocketAddress socket, int port) {
        String host = socket.getAddress().isAnyLocalAddress() ? "localhost" : socket.getHostString();
        return "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port);
    }
}
