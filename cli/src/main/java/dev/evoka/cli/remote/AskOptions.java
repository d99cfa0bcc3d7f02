package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.cli.client.Coordinator;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every change of a run's life needs.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AskOptions {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    RunOptions options;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for others to read.")
    String reason;

    /// A body with the reason.
    ObjectNode body() {
        return JSON.createObjectNode().put("reason", reason);
    }

    /// Asks for the change, and says what came of it.
    ///
    /// @return exit code
    int ask(String transition, ObjectNode body, PrintWriter out) throws InterruptedException {
        try (Coordinator coordinator = options.where.open()) {
            JsonNode run = coordinator.post(options.path() + "/" + transition, "application/json", body.toString());
            out.printf("run %s is %s%n", options.run, run.path("state").asText());
            out.flush();
        }
        return 0;
    }
}
