package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.client.Coordinator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Lists runs.
@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists runs, the newest first.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class RunsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TEXT", arity = "0..1", description = "Only runs whose name has this text.")
    Optional<String> text = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only runs in this state: submitted, running, paused, finished, stopped or failed.")
    Optional<String> state = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    int limit;

    @Mixin
    CoordinatorOptions where;

    @Mixin
    OutputOptions output;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StringBuilder query = new StringBuilder("?limit=" + limit);
        state.ifPresent(each -> query.append("&state=").append(Coordinator.encoded(each)));
        text.ifPresent(each -> query.append("&text=").append(Coordinator.encoded(each)));
        try (Coordinator coordinator = where.open()) {
            JsonNode found = coordinator.get("/runs" + query);
            output.write(spec.commandLine().getOut(), found, () -> table(found.path("runs")));
        }
        return 0;
    }

    private static Table table(JsonNode runs) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode run : runs) {
            rows.add(List.of(
                    run.path("id").asText(),
                    run.path("state").asText(),
                    Texts.share(run.path("share")),
                    Texts.number(run.path("best")),
                    run.path("generations").asText(),
                    run.path("evaluations").asText(),
                    Texts.rate(run.path("evaluationsPerSecond")),
                    Texts.time(run.path("submitted")),
                    Texts.text(run.path("submitter"))));
        }
        return new Table(
                List.of(
                        "run",
                        "state",
                        "progress",
                        "best error",
                        "generations",
                        "evaluations",
                        "evaluations/s",
                        "submitted",
                        "by"),
                rows);
    }
}
