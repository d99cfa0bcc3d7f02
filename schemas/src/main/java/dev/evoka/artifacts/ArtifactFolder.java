package dev.evoka.artifacts;

import java.nio.file.Path;
import java.util.Map;

/// Where artifacts are kept on disk.
///
/// @param path the folder
/// @param most bytes that all files may take together
public record ArtifactFolder(Path path, long most) {

    private static final long USUAL_BYTES = 20L << 30;

    public ArtifactFolder {
        if (most < 1) {
            throw new IllegalArgumentException("most must be ≥ 1 but was " + most);
        }
    }

    /// A folder of the user in the temporary folder, and 20 GiB.
    public static ArtifactFolder usual() {
        return in(
                Path.of(System.getProperty("java.io.tmpdir"), "evoka-" + System.getProperty("user.name"), "artifacts"));
    }

    /// This folder, and 20 GiB.
    public static ArtifactFolder in(Path path) {
        return new ArtifactFolder(path, USUAL_BYTES);
    }

    /// The cache in the folder.
    public ArtifactCache open(Map<String, Object> client) {
        return new ArtifactCache(client, this);
    }

    /// The files in the folder that are fetched from an address, without Kafka.
    public RemoteFiles remote() {
        return new RemoteFiles(new ArtifactStore(this), new Downloads(most));
    }
}
