package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.cli.client.Coordinator;
import dev.evoka.cli.result.OutputFile;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes all that is known of a run to files.
@Command(
        name = "download",
        mixinStandardHelpOptions = true,
        description = "Writes a run to files: spec.yaml, run.json, course.csv, best.json, best.csv.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DownloadCommand implements Callable<Integer> {

    private static final int MOST_POINTS = 10_000;

    @Mixin
    RunOptions options;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "FOLDER",
            description = "Folder of the files, made if it is not there (default: the run's name).")
    Optional<Path> folder = Optional.empty();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path target = folder.orElse(Path.of(options.run));
        try (Coordinator coordinator = options.where.open()) {
            JsonNode run = coordinator.get(options.path());
            JsonNode course = coordinator.get(options.path() + "/generations?points=" + MOST_POINTS);
            try {
                Files.createDirectories(target);
            } catch (IOException e) {
                throw new SpecException("--directory %s cannot be made: %s".formatted(target, e.getMessage()), e);
            }
            write(target.resolve("spec.yaml"), OutputOptions.yaml(run.path("spec")));
            write(target.resolve("run.json"), OutputOptions.json(run));
            write(target.resolve("course.csv"), String.join("\n", course(course).csv()) + "\n");
            if (run.path("best").isNumber()) {
                JsonNode best = coordinator.get(options.path() + "/best");
                write(target.resolve("best.json"), OutputOptions.json(best.path("parameters")));
                write(
                        target.resolve("best.csv"),
                        String.join("\n", BestCommand.table(best).csv()) + "\n");
            }
        }
        spec.commandLine().getOut().println(target);
        return 0;
    }

    private static void write(Path file, String text) {
        new OutputFile("--directory", file).write(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Table course(JsonNode columns) {
        List<String> names = new ArrayList<>();
        columns.properties().forEach(each -> {
            if (each.getValue().isArray()) {
                names.add(each.getKey());
            }
        });
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < columns.path("generation").size(); i++) {
            List<String> row = new ArrayList<>();
            for (String name : names) {
                JsonNode value = columns.path(name).path(i);
                row.add(value.isNull() ? "" : value.asText());
            }
            rows.add(row);
        }
        return new Table(names, rows);
    }
}
