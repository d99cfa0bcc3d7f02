package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.client.Coordinator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Writes the best parameters of a run.
@Command(name = "best", mixinStandardHelpOptions = true, description = "Writes the best parameters of a run.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class BestCommand implements Callable<Integer> {

    @Mixin
    RunOptions options;

    @Mixin
    OutputOptions output;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Coordinator coordinator = options.where.open()) {
            JsonNode best = coordinator.get(options.path() + "/best");
            output.write(spec.commandLine().getOut(), best, () -> table(best));
        }
        return 0;
    }

    static Table table(JsonNode best) {
        return new Table(
                List.of("parameter", "value"),
                best.path("parameters").properties().stream()
                        .map(each -> List.of(each.getKey(), Texts.exact(each.getValue())))
                        .toList());
    }
}
