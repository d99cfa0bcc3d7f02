package dev.evoka.cli.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bill of materials of an image: its Java libraries in CycloneDX 1.6.
final class Bill {

    /// A line of `mvn dependency:list`: group, artifact, type, perhaps a classifier, version, scope.
    private static final Pattern LINE = Pattern.compile("\\s*([^:\\s]+):([^:]+):jar:(?:([^:]+):)?([^:]+):[a-z]+\\b.*");

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Library(String group, String artifact, String version) {}

    private final Map<String, Library> known = new HashMap<>();
    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode components;

    /// @param dependencies what `mvn dependency:list` wrote
    Bill(ImageService service, Path dependencies) throws IOException {
        for (String line : Files.readAllLines(dependencies)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String classifier = matcher.group(3) == null ? "" : "-" + matcher.group(3);
                Library library = new Library(matcher.group(1), matcher.group(2), matcher.group(4));
                known.put("%s-%s%s.jar".formatted(library.artifact(), library.version(), classifier), library);
            }
        }
        root.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        root.putObject("metadata")
                .putObject("component")
                .put("type", "container")
                .put("name", "evoka-" + service.name().toLowerCase(Locale.ROOT));
        components = root.putArray("components");
    }

    /// Enters a jar.
    ///
    /// @param jar its name
    /// @param sha256 of the file as it was published; what is left out of it for other systems changes it
    /// @throws IllegalArgumentException if Maven does not know it
    void add(String jar, String sha256) {
        Library library = known.get(jar);
        if (library == null) {
            throw new IllegalArgumentException("no line of the dependencies names " + jar);
        }
        String address = "pkg:maven/%s/%s@%s".formatted(library.group(), library.artifact(), library.version());
        ObjectNode component = components
                .addObject()
                .put("type", "library")
                .put("bom-ref", address)
                .put("group", library.group())
                .put("name", library.artifact())
                .put("version", library.version())
                .put("purl", address);
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256);
    }

    void write(Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }
}
