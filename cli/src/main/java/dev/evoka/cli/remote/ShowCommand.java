package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.client.Coordinator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows a run.
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a run: where it stands, and its spec.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ShowCommand implements Callable<Integer> {

    private static final List<String> LEFT_OUT = List.of("spec", "events", "changed");

    @Mixin
    RunOptions options;

    @Mixin
    OutputOptions output;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Coordinator coordinator = options.where.open()) {
            JsonNode run = coordinator.get(options.path());
            output.write(spec.commandLine().getOut(), run, () -> table(run, coordinator.page(options.run)));
        }
        return 0;
    }

    private static Table table(JsonNode run, String page) {
        List<List<String>> rows = new ArrayList<>();
        run.properties().forEach(each -> {
            JsonNode value = each.getValue();
            if (!LEFT_OUT.contains(each.getKey())
                    && !value.isNull()
                    && !value.asText("x").isEmpty()) {
                rows.add(List.of(each.getKey(), value.isValueNode() ? value.asText() : value.toString()));
            }
        });
        run.path("spec").properties().forEach(each -> {
            if (!each.getValue().isContainerNode() || !each.getValue().isEmpty()) {
                rows.add(List.of("spec." + each.getKey(), each.getValue().toString()));
            }
        });
        rows.add(List.of("page", page));
        return new Table(List.of("key", "value"), rows);
    }
}
