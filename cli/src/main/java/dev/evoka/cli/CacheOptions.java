package dev.evoka.cli;

import dev.evoka.artifacts.ArtifactFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of the files that come through Kafka.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CacheOptions {

    @Option(
            names = "--cache-dir",
            paramLabel = "FOLDER",
            description = "Folder that keeps files of runs (default: one in the temporary folder).")
    @Nullable
    Path folder;

    @Option(
            names = "--cache-size",
            paramLabel = "SIZE",
            defaultValue = "20GB",
            converter = ByteSize.Converter.class,
            description = "Room that they may take there (default: ${DEFAULT-VALUE}).")
    ByteSize size;

    ArtifactFolder artifacts() {
        Path path = folder == null ? ArtifactFolder.usual().path() : folder;
        return new ArtifactFolder(path, size.bytes());
    }
}
