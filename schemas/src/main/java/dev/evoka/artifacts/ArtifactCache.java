package dev.evoka.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/// The files of runs on this machine: those that came through Kafka, and those that are fetched from an address.
public final class ArtifactCache {

    private final ArtifactStore store;
    private final ArtifactReader reader;
    private final RemoteFiles remote;

    ArtifactCache(Map<String, Object> client, ArtifactFolder folder) {
        this.store = new ArtifactStore(folder);
        this.reader = new ArtifactReader(client);
        this.remote = new RemoteFiles(store, new Downloads(folder.most()));
    }

    /// The files that are fetched from an address.
    public RemoteFiles remote() {
        return remote;
    }

    /// A file that a run's facts name; fetched if it is not here.
    ///
    /// @throws ArtifactException if it is not there, or not what its digest says
    public Path file(ArtifactReference reference) {
        return reference
                .url()
                .map(url -> remote.file(url, reference.sha256()))
                .orElseGet(() -> file(reference.sha256()));
    }

    /// The file of an artifact; fetched from Kafka if it is not here.
    ///
    /// @throws ArtifactException if it is not there, or not what its name says
    public Path file(String sha256) {
        return store.file(sha256, new ArtifactStore.Source() {
            @Override
            public void write(Path part) throws IOException {
                reader.read(sha256, part);
            }

            @Override
            public String mismatch(String found) {
                return "artifact %s arrived as %s: submit the run again".formatted(sha256, found);
            }
        });
    }

    /// Takes a file that somebody sends.
    ///
    /// @param sha256 digest that it is to have
    /// @param limit most bytes
    /// @throws ArtifactException if it is larger, or not what it should be
    public Path receive(InputStream in, String sha256, long limit) throws IOException {
        return store.receive(in, sha256, limit);
    }
}
