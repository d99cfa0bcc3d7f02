package dev.evoka.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.artifacts.Sha256;
import dev.evoka.cli.client.Coordinator;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The files that a spec names: every text in its objective that is the path of a file. Commands are left alone: their
/// files must be where they run.
final class Uploads {

    private final Path folder;
    private final Coordinator coordinator;
    private final ObjectNode sent = new ObjectMapper().createObjectNode();

    private Uploads(Path folder, Coordinator coordinator) {
        this.folder = folder;
        this.coordinator = coordinator;
    }

    /// Sends the files that the coordinator has not seen. A file outside the spec's folder is named by its last
    /// name from then on.
    ///
    /// @return their digests by their names
    static ObjectNode send(RunSpec spec, Coordinator coordinator) throws InterruptedException {
        Uploads uploads = new Uploads(spec.folder().toAbsolutePath().normalize(), coordinator);
        if (!spec.objective().has("command")) {
            uploads.object(spec.objective());
        }
        return uploads.sent;
    }

    private void object(ObjectNode node) throws InterruptedException {
        if (node.has("sha256")) {
            return; // services find it themselves
        }
        for (String key : node.properties().stream().map(each -> each.getKey()).toList()) {
            JsonNode value = node.path(key);
            Optional<String> name = value.isTextual() ? file(value.asText()) : Optional.empty();
            name.ifPresent(found -> node.put(key, found));
            inside(value);
        }
    }

    private void inside(JsonNode value) throws InterruptedException {
        switch (value) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    Optional<String> name =
                            array.path(i).isTextual() ? file(array.path(i).asText()) : Optional.empty();
                    int place = i;
                    name.ifPresent(found -> array.set(place, found));
                    inside(array.path(i));
                }
            }
            default -> {}
        }
    }

    /// Sends a file if the text names one.
    ///
    /// @return the name that it has from now on
    private Optional<String> file(String text) throws InterruptedException {
        Path path = path(text);
        if (text.isBlank() || !Files.isRegularFile(path)) {
            return Optional.empty();
        }
        String name = path.startsWith(folder)
                ? folder.relativize(path).toString().replace('\\', '/')
                : String.valueOf(path.getFileName());
        try {
            String sha256 = Sha256.of(path);
            if (sent.has(name) && !sent.path(name).asText().equals(sha256)) {
                throw new SpecException("objective: two files are called %s: rename one".formatted(name));
            }
            upload(path, sha256);
            sent.put(name, sha256);
            return Optional.of(name);
        } catch (IOException e) {
            throw new SpecException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /// Asks first: who sends too much may hear nothing but a broken connection.
    private void upload(Path path, String sha256) throws IOException, InterruptedException {
        String artifact = "/artifacts/" + sha256;
        try {
            if (!coordinator.has("%s?bytes=%d".formatted(artifact, Files.size(path)))) {
                coordinator.put(artifact, path);
            }
        } catch (SpecException e) {
            throw new SpecException("%s (sha256 %s): %s".formatted(path, sha256, e.getMessage()), e);
        }
    }

    private Path path(String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            return folder; // no path, and no file
        }
    }
}
