package dev.evoka.evaluator.text.samples;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evoka.spec.SpecException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// Writes texts that are made from a seed: everywhere the same bytes.
public final class SampleTexts {

    private static final JsonMapper JSON = new JsonMapper();

    private SampleTexts() {}

    /// Writes samples, one a line. The file is there as a whole or not at all.
    ///
    /// @throws SpecException if there are none, or the file cannot be written
    public static void write(Path file, SampleKind kind, int samples, long seed) {
        if (samples < 1) {
            throw new SpecException("samples must be ≥ 1 but was " + samples);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(part)) {
                for (int i = 0; i < samples; i++) {
                    writer.write(line(kind, seed, i));
                    writer.write('\n');
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            part.toFile().delete();
            throw new SpecException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String line(SampleKind kind, long seed, long index) throws IOException {
        Map<String, String> fields = kind.sample(seed, index);
        return kind == SampleKind.SENTENCES
                ? fields.getOrDefault(SampleKind.TEXT, "")
                : JSON.writeValueAsString(new TreeMap<>(fields));
    }
}
