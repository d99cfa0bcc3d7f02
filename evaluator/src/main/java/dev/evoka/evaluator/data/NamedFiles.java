package dev.evoka.evaluator.data;

import dev.evoka.artifacts.ArtifactException;
import dev.evoka.artifacts.ArtifactReference;
import dev.evoka.artifacts.RemoteFiles;
import dev.evoka.spec.FileSpec;
import dev.evoka.spec.SpecException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The files that a spec names, as they are found on this machine.
public final class NamedFiles {

    private final Path folder;
    private final RemoteFiles remote;
    private final Map<String, String> references = new HashMap<>();

    /// @param folder folder where relative paths start
    /// @param remote fetches what lies at an address
    public NamedFiles(Path folder, RemoteFiles remote) {
        this.folder = folder;
        this.remote = remote;
    }

    /// A file that was found.
    ///
    /// @param path absolute path
    /// @param sha256 digest of its content, in hexadecimal
    public record Found(Path path, String sha256) {}

    /// Finds a file.
    ///
    /// @param key key of the spec that names it, for error messages
    /// @throws SpecException if it is not there, or not what its digest says
    public Found find(FileSpec file, String key) {
        return file.url().isPresent() ? fetched(file.url().get(), file.sha256().orElseThrow(), key) : local(file, key);
    }

    private Found local(FileSpec file, String key) {
        Path path = folder.resolve(file.path().orElseThrow()).toAbsolutePath().normalize();
        String found = Digest.of(path, key);
        if (!file.sha256().orElse(found).equals(found)) {
            throw new SpecException(
                    "%s: %s has the SHA-256 %s, but the spec says %s: put back the file that was meant, or name the digest of this one"
                            .formatted(key, path, found, file.sha256().get()));
        }
        return new Found(path, found);
    }

    private Found fetched(URI url, String sha256, String key) {
        try {
            Path path = remote.file(url, sha256).toAbsolutePath().normalize();
            references.put(path.toString(), ArtifactReference.at(url, sha256).text());
            return new Found(path, sha256);
        } catch (ArtifactException e) {
            throw new SpecException("%s: %s".formatted(key, e.getMessage()), e);
        }
    }

    /// Facts with references in the place of the paths of files that each machine fetches itself.
    public String facts(String facts) {
        return references.isEmpty()
                ? facts
                : ArtifactReference.replaced(facts, text -> references.getOrDefault(text, text));
    }
}
