package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.cli.client.Coordinator;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Hands a spec to a coordinator.
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description =
                "Hands a spec, and the files that it names, to a coordinator. The run goes on without this command.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class SubmitCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "SPEC", description = "Run spec (YAML).")
    Path file;

    @Mixin
    CoordinatorOptions where;

    @Option(
            names = "--again",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run the same spec once more: 2 for the second time, and so on.")
    int repetition;

    @Option(
            names = "--warm-start",
            paramLabel = "RUN",
            description = "Begin around the best parameters of another run.")
    Optional<String> warmStart = Optional.empty();

    @Option(
            names = "--spread",
            paramLabel = "X",
            description = "Deviation of the first candidates of a warm start (default: the other run's step size).")
    Optional<Double> spread = Optional.empty();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (repetition < 1) {
            throw new SpecException("--again must be ≥ 2 but was " + repetition);
        }
        RunSpec read = SpecReader.read(file);
        try (Coordinator coordinator = where.open()) {
            ObjectNode submittal = JSON.createObjectNode();
            submittal.set("files", Uploads.send(read, coordinator));
            submittal.put("spec", SpecReader.canonicalJson(read));
            submittal.put("folder", read.folder().toString());
            submittal.put("submitter", System.getProperty("user.name", ""));
            submittal.put("again", repetition);
            warmStart.ifPresent(run -> {
                ObjectNode start = submittal.putObject("warmStart").put("run", run);
                spread.ifPresent(value -> start.put("spread", value));
            });
            JsonNode run = coordinator.post("/runs", "application/json", submittal.toString());
            PrintWriter out = spec.commandLine().getOut();
            out.println(Texts.whereabouts(run, coordinator));
            out.flush();
        }
        return 0;
    }
}
