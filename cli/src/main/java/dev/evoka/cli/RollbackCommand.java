package dev.evoka.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.cli.result.OutputFile;
import dev.evoka.evaluator.training.TrainingBranch;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes what a run needs that begins with the model of another, as it was at any generation: that model, and a spec.
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Writes a spec and a model for a run that begins where another was at any generation: to go back to it, or to go on in another way.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RollbackCommand implements Callable<Integer> {

    private static final String MODEL = "model.onnx";
    private static final String SPEC = "run.yaml";

    @Mixin
    ModelSource source;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            required = true,
            description = "Folder to write " + MODEL + " and " + SPEC + " into; made if it is not there.")
    Path folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        source.with((model, chosen) -> {
            RunSpec parent = SpecReader.fromJson(model.run().getSpec(), Path.of(""));
            String name = "%s-from-%d".formatted(parent.name(), chosen);
            ObjectNode objective =
                    TrainingBranch.objective(parent.objective(), model.run().getFacts(), MODEL);
            OutputFile file = file(MODEL);
            file.write(model.model()::writeOnnx);
            file(SPEC).write(stream -> write(parent, name, objective, stream));
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s begins with run %s after %,d updates: edit it if it is to differ, then run it%n",
                            folder.resolve(SPEC),
                            source.run(),
                            chosen);
            spec.commandLine().getOut().flush();
        });
        return 0;
    }

    private OutputFile file(String name) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SpecException("--to %s cannot be made: %s".formatted(folder, e.getMessage()), e);
        }
        OutputFile file = new OutputFile("--to", folder.resolve(name));
        file.check();
        return file;
    }

    /// JSON is YAML, too.
    private static void write(RunSpec parent, String name, ObjectNode objective, OutputStream stream)
            throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("name", name);
        root.set("objective", objective);
        root.set("optimizer", parent.optimizer());
        root.set("stop", parent.stop());
        root.put("seed", parent.seed());
        stream.write(root.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }
}
