package dev.evoka.topics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// The schema files of a folder, by file name.
final class SchemaFiles {

    /// Today's.
    static final Path NOW = Path.of("src/main/avro");

    /// Those that every reader of today must be able to read.
    static final Path FIRST = Path.of("src/test/resources/schemas-v1");

    private SchemaFiles() {}

    static Map<String, Schema> in(Path folder) throws IOException {
        Map<String, Schema> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".avsc"))
                    .forEach(file -> schemas.put(file.getFileName().toString(), parse(file)));
        }
        return schemas;
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
