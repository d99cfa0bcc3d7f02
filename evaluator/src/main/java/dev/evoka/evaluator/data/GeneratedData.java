package dev.evoka.evaluator.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Data made from a seed: everywhere the same bits.
public final class GeneratedData {

    private GeneratedData() {}

    static RowSource source(GenerateSpec spec) {
        return switch (spec.kind()) {
            case "linear" -> new LinearRows(spec);
            case "spirals" -> new SpiralRows(spec);
            default -> throw new IllegalStateException("the spec knows its kinds but not " + spec.kind());
        };
    }

    /// The data.
    public static DataSet of(GenerateSpec spec) {
        RowSource source = source(spec);
        return source.table(new RowRange(0, source.rows()));
    }

    /// Writes the data as a CSV file with a header, the target in the last column. Read again, the numbers are the same
    /// to the last bit. The file is there as a whole or not at all.
    ///
    /// @throws SpecException if the file cannot be written
    public static void write(Path file, GenerateSpec spec) {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new SpecException("%s cannot be written: there is no folder %s".formatted(file, folder));
        }
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            try (CsvWriter writer = CsvWriter.builder().build(part)) {
                write(writer, source(spec));
            }
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException e) {
            part.toFile().delete();
            throw new SpecException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void write(CsvWriter writer, RowSource source) {
        List<String> labels = source.labels();
        List<String> header = new ArrayList<>(source.features());
        header.add(source.target());
        writer.writeRecord(header);
        source.read((features, target) -> {
            List<String> fields = new ArrayList<>();
            for (double feature : features) {
                fields.add(Double.toString(feature));
            }
            fields.add(labels.isEmpty() ? Double.toString(target) : labels.get((int) target));
            writer.writeRecord(fields);
        });
    }
}
