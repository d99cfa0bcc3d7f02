package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.client.Coordinator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists evaluators.
@Command(
        name = "evaluators",
        mixinStandardHelpOptions = true,
        description = "Lists evaluators: their slots, pace, lag and failures.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class EvaluatorsCommand implements Callable<Integer> {

    @Mixin
    CoordinatorOptions where;

    @Mixin
    OutputOptions output;

    @Option(
            names = "--advise",
            description = "Say how many evaluators would do, judged by the last ten seconds, instead of listing them.")
    boolean advise;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Coordinator coordinator = where.open()) {
            if (advise) {
                JsonNode advice = coordinator.get("/evaluators/advice");
                output.write(spec.commandLine().getOut(), advice, () -> advice(advice));
                return 0;
            }
            JsonNode found = coordinator.get("/evaluators");
            output.write(spec.commandLine().getOut(), found, () -> table(found.path("evaluators")));
        }
        return 0;
    }

    private static Table advice(JsonNode advice) {
        return new Table(
                List.of("evaluators", "wanted", "busy", "waiting", "reason", "slowest"),
                List.of(List.of(
                        advice.path("evaluators").asText(),
                        advice.path("wanted").asText(),
                        Texts.share(advice.path("busy")),
                        advice.path("waiting").asText(),
                        advice.path("reason").asText(),
                        Texts.text(advice.path("slowest")))));
    }

    private static Table table(JsonNode evaluators) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode each : evaluators) {
            String slots = StreamSupport.stream(each.path("slots").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
            rows.add(List.of(
                    each.path("id").asText(),
                    each.path("state").asText(),
                    Texts.text(each.path("host")),
                    each.path("threads").asText(),
                    slots.isEmpty() ? Texts.NOTHING : slots,
                    Texts.rate(each.path("candidatesPerSecond")),
                    Texts.share(each.path("busy")),
                    each.path("candidates").asText(),
                    each.path("failed").asText(),
                    each.path("waiting").asText(),
                    each.path("lag").asText()));
        }
        return new Table(
                List.of(
                        "evaluator",
                        "state",
                        "host",
                        "threads",
                        "slots",
                        "candidates/s",
                        "busy",
                        "candidates",
                        "failed",
                        "waiting",
                        "lag"),
                rows);
    }
}
