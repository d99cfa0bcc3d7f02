package dev.evoka.cli.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Results of the runs of a data folder, one file each.
public final class ResultFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    public ResultFolder(Path folder) {
        this.folder = folder;
    }

    /// File of a run's result.
    public Path file(String run) {
        return folder.resolve(run + ".json");
    }

    /// The result of a run that has ended; empty if there is none.
    public Optional<RunResult> read(String run) {
        Path file = file(run);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunResult.class));
        } catch (IOException e) {
            throw new SpecException("%s cannot be read: delete it, and run again".formatted(file), e);
        }
    }

    /// Keeps a result.
    public void write(RunResult result) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException("%s cannot be made: %s".formatted(folder, e.getMessage()), e);
        }
        new OutputFile("result", file(result.run())).write(stream -> JSON.writeValue(stream, result));
    }
}
