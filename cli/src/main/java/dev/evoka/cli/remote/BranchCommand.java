package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.cli.client.Coordinator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Begins a run where another was.
@Command(
        name = "branch",
        mixinStandardHelpOptions = true,
        description = {
            "Begins a new run where another was: around its best candidate, or with its model. Its optimizer begins anew.",
            "evoka branch wine-1a2b3c4d --generation 40 --set optimizer.algorithm=cma-es --set seed=2"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class BranchCommand implements Callable<Integer> {

    @Mixin
    RunOptions options;

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "Where the other run was in this generation (default: its best so far).")
    Optional<Long> generation = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Another setting, like stop.generations=500.")
    Map<String, String> settings = new TreeMap<>();

    @Option(
            names = "--change",
            paramLabel = "FILE",
            description = "Other settings: a part of a spec (YAML); null takes a key away.")
    Optional<Path> change = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the new run.")
    Optional<String> name = Optional.empty();

    @Option(
            names = "--spread",
            paramLabel = "X",
            description = "Deviation of the first candidates (default: the other run's step size).")
    Optional<Double> spread = Optional.empty();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ObjectNode body = SpecChange.object();
        ObjectNode changed = body.putObject("change");
        change.ifPresent(file -> changed.setAll(SpecChange.read(file)));
        settings.forEach((key, value) -> SpecChange.set(changed, key, value));
        name.ifPresent(text -> changed.put("name", text));
        generation.ifPresent(number -> body.put("generation", number));
        spread.ifPresent(value -> body.put("spread", value));
        body.put("submitter", System.getProperty("user.name", ""));
        try (Coordinator coordinator = options.where.open()) {
            JsonNode run = coordinator.post(options.path() + "/branch", "application/json", body.toString());
            PrintWriter out = spec.commandLine().getOut();
            out.println(Texts.whereabouts(run, coordinator));
            String note = run.path("reason").asText();
            if (!note.isEmpty()) {
                out.println("  " + note);
            }
            out.flush();
        }
        return 0;
    }
}
