package dev.evoka.artifacts;

import dev.evoka.spec.FileSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// Files that lie at an address and are named with their digest: fetched once, checked, and kept.
public final class RemoteFiles {

    private final ArtifactStore store;
    private final Downloads downloads;

    RemoteFiles(ArtifactStore store, Downloads downloads) {
        this.store = store;
        this.downloads = downloads;
    }

    /// The file; fetched if it is not here.
    ///
    /// @throws ArtifactException if it cannot be had, or is not what its digest says
    public Path file(URI url, String sha256) {
        return store.file(sha256, new ArtifactStore.Source() {
            @Override
            public void write(Path part) throws IOException {
                downloads.fetch(url, sha256, part);
            }

            @Override
            public String mismatch(String found) {
                return "%s has the SHA-256 %s, but the spec says %s: put back the file that was meant, or name the digest of this one"
                        .formatted(FileSpec.plain(url), found, sha256);
            }
        });
    }
}
