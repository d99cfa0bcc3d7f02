package dev.evoka.evaluator.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A CSV file: named columns, and lines of which each has a field for each column.
///
/// @param path the file
/// @param separator character between fields
/// @param header true if the first line has the column names
record CsvFile(Path path, char separator, boolean header) {

    /// Hands the lines below the header to the visitor, in order.
    ///
    /// @throws SpecException naming the file, and the row where there is one, if it cannot be read as a table
    void read(Consumer<CsvLine> visitor) {
        try (CsvReader<CsvRecord> reader = open()) {
            List<String> names = List.of();
            boolean empty = true;
            for (CsvRecord line : reader) {
                if (names.isEmpty()) {
                    names = names(line);
                    if (header) {
                        continue;
                    }
                }
                if (line.getFieldCount() != names.size()) {
                    throw new SpecException("%s, row %d: %d columns, but the first row has %d"
                            .formatted(path, line.getStartingLineNumber(), line.getFieldCount(), names.size()));
                }
                empty = false;
                visitor.accept(new CsvLine(this, names, line));
            }
            if (empty) {
                throw new SpecException("%s has no data: at least one row%s is needed"
                        .formatted(path, header ? " below the header" : ""));
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new SpecException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /// Names of the columns: from the header, or `x1`, `x2`, …
    List<String> names() {
        try (CsvReader<CsvRecord> reader = open()) {
            for (CsvRecord line : reader) {
                return names(line);
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new SpecException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
        throw new SpecException("%s is empty: at least one row with a feature and a target is needed".formatted(path));
    }

    private CsvReader<CsvRecord> open() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new SpecException("objective.data.file: there is no file " + path);
        }
        return CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(path);
    }

    private List<String> names(CsvRecord first) {
        int width = first.getFieldCount();
        if (width < 2) {
            throw new SpecException(
                    "%s has one column, but a feature and a target are needed: is objective.data.separator right ('%s')?"
                            .formatted(path, separator));
        }
        List<String> numbered =
                IntStream.rangeClosed(1, width).mapToObj(column -> "x" + column).toList();
        return header ? header(first, numbered) : numbered;
    }

    private List<String> header(CsvRecord first, List<String> numbered) {
        if (first.getFields().stream()
                .allMatch(text -> Numbers.parse(text.strip()).isPresent())) {
            throw new SpecException(
                    "%s has numbers in its first row, but objective.data.header is true: set it to false, or give the columns names"
                            .formatted(path));
        }
        List<String> names = new ArrayList<>();
        for (int column = 0; column < numbered.size(); column++) {
            String text = first.getField(column).strip();
            String name = text.isEmpty() ? numbered.get(column) : text;
            if (names.contains(name)) {
                throw new SpecException("%s has two columns called '%s': rename one".formatted(path, name));
            }
            names.add(name);
        }
        return List.copyOf(names);
    }
}
