package dev.evoka.coordinator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.artifacts.ArtifactCache;
import dev.evoka.artifacts.ArtifactReference;
import dev.evoka.artifacts.Sha256;
import dev.evoka.spec.SpecException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files that came with a spec, laid out in a folder of their own under the names that the spec gives them. What is
/// found out about them names artifacts instead, since evaluators have no such folder.
final class SpecFiles implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> references = new HashMap<>();

    /// @param files digest of each file, by the name that the spec gives it
    /// @throws SpecException if a name leads out of the folder
    SpecFiles(Map<String, String> files, ArtifactCache cache) {
        try {
            folder = Files.createTempDirectory("evoka-spec-").toRealPath();
            for (Map.Entry<String, String> each : files.entrySet()) {
                Path place = place(each.getKey());
                if (!Sha256.isName(each.getValue())) {
                    throw new SpecException(
                            "files.%s must be a SHA-256 digest but was %s".formatted(each.getKey(), each.getValue()));
                }
                Files.createDirectories(place.getParent() == null ? folder : place.getParent());
                link(place, cache.file(each.getValue()));
                references.put(
                        place.toString(), ArtifactReference.to(each.getValue()).text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path place(String name) {
        Path place = folder.resolve(name).normalize();
        if (!place.startsWith(folder) || place.equals(folder)) {
            throw new SpecException("files: the name %s must be relative and must not lead upwards".formatted(name));
        }
        return place;
    }

    private static void link(Path place, Path file) throws IOException {
        try {
            Files.createLink(place, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, place); // another file system
        }
    }

    Path folder() {
        return folder;
    }

    /// Refuses an objective that names a file of this machine, unless it is in a folder that is shared with evaluators.
    static void checkPaths(JsonNode objective, List<Path> shared) {
        for (JsonNode each : objective) {
            if (each.isTextual()) {
                check(each.asText(), shared);
            } else {
                checkPaths(each, shared);
            }
        }
    }

    private static void check(String text, List<Path> shared) {
        if (text.indexOf('\0') >= 0) {
            throw new SpecException("objective: a text must not have the character 0");
        }
        boolean upwards = Stream.of(text.split("[/\\\\]", -1)).anyMatch(".."::equals);
        if (!upwards && !Path.of(text).isAbsolute()) {
            return;
        }
        Path path = Path.of(text).normalize();
        if (shared.stream().noneMatch(path::startsWith)) {
            throw new SpecException(
                    "objective: the file %s did not come with the spec: evoka submit sends it; or put it into a folder that all services see and start the coordinator with --shared FOLDER"
                            .formatted(text));
        }
    }

    /// Facts with references to artifacts in the place of paths in this folder.
    String facts(String facts) {
        return ArtifactReference.replaced(facts, text -> references.getOrDefault(text, text));
    }

    /// A message with the names of files as the spec gives them. That a file is missing means here that it did not come
    /// with the spec.
    String told(String message) {
        String plain = message.replace(folder + File.separator, "");
        return message.equals(plain) || !plain.contains("there is no file")
                ? plain
                : plain + " that came with the spec: evoka submit sends the files that a spec names";
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList().reversed()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
