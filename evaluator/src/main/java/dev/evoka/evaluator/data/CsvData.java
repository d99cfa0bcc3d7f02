package dev.evoka.evaluator.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a CSV file of numbers.
public final class CsvData {

    private CsvData() {}

    /// Reads the whole file.
    ///
    /// @throws SpecException naming file, row and column of what is wrong
    public static DataSet read(Path file, DataSpec spec) {
        if (!Files.isRegularFile(file)) {
            throw new SpecException("objective.data.file: there is no file " + file);
        }
        List<String> header = new ArrayList<>();
        List<double[]> table = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(spec.separator().charAt(0)).ofCsvRecord(file)) {
            for (CsvRecord line : reader) {
                if (spec.header() && header.isEmpty()) {
                    header.addAll(line.getFields());
                    continue;
                }
                table.add(numbers(file, line, header));
                if (table.getLast().length != table.getFirst().length) {
                    throw new SpecException("%s, row %d: %d columns, but the first row has %d"
                            .formatted(
                                    file,
                                    line.getStartingLineNumber(),
                                    table.getLast().length,
                                    table.getFirst().length));
                }
            }
        } catch (IOException e) {
            throw new SpecException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        if (table.isEmpty() || table.getFirst().length < 2) {
            throw new SpecException(
                    "%s has no data: at least one row with a feature and a target is needed".formatted(file));
        }
        return split(file, spec, header, table);
    }

    private static double[] numbers(Path file, CsvRecord line, List<String> header) {
        double[] numbers = new double[line.getFieldCount()];
        for (int column = 0; column < numbers.length; column++) {
            String text = line.getField(column).strip();
            String name = column < header.size() ? header.get(column) : Integer.toString(column + 1);
            try {
                numbers[column] = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new SpecException(
                        "%s, row %d, column %s: '%s' is no number"
                                .formatted(file, line.getStartingLineNumber(), name, text),
                        e);
            }
            if (!Double.isFinite(numbers[column])) {
                throw new SpecException("%s, row %d, column %s: %s is not allowed, remove the row or fill the value"
                        .formatted(file, line.getStartingLineNumber(), name, text));
            }
        }
        return numbers;
    }

    private static DataSet split(Path file, DataSpec spec, List<String> header, List<double[]> table) {
        int width = table.getFirst().length;
        List<String> names = new ArrayList<>(header);
        for (int column = names.size(); column < width; column++) {
            names.add("x" + (column + 1));
        }
        int target = width - 1;
        if (spec.target().isPresent()) {
            String wanted = spec.target().get();
            target = wanted.matches("[0-9]{1,6}") ? Integer.parseInt(wanted) - 1 : names.indexOf(wanted);
            if (target < 0 || target >= width) {
                throw new SpecException(
                        "objective.data.target: %s has no column '%s', it has %s".formatted(file, wanted, names));
            }
        }
        double[][] rows = new double[table.size()][width - 1];
        double[] targets = new double[table.size()];
        for (int r = 0; r < rows.length; r++) {
            double[] line = table.get(r);
            System.arraycopy(line, 0, rows[r], 0, target);
            System.arraycopy(line, target + 1, rows[r], target, width - target - 1);
            targets[r] = line[target];
        }
        names.remove(target);
        return new DataSet(names, rows, targets);
    }
}
