package dev.evoka.cli.remote;

import dev.evoka.cli.client.Coordinator;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options that say which coordinator to ask.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CoordinatorOptions {

    @Option(
            names = "--coordinator",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "The coordinator's address (default: ${DEFAULT-VALUE}).")
    String url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Token that says who asks, better in EVOKA_TOKEN.")
    Optional<String> token = Optional.empty();

    Coordinator open() {
        return new Coordinator(url, token);
    }
}
