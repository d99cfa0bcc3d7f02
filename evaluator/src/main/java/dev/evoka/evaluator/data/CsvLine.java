package dev.evoka.evaluator.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.evoka.spec.SpecException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/// A line of a CSV file.
///
/// @param file the file
/// @param names names of the columns
/// @param fields the fields
record CsvLine(CsvFile file, List<String> names, CsvRecord fields) {

    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "none", "?", "-");

    /// Text of a column, without the white space around it; never empty.
    ///
    /// @throws SpecException if it is empty
    String text(int column) {
        String text = fields.getField(column).strip();
        if (text.isEmpty()) {
            throw wrong(column, "is empty: remove the row or fill the value");
        }
        return text;
    }

    /// Number in a column.
    ///
    /// @throws SpecException if it is none, naming file, row, column and text
    double number(int column) {
        String text = fields.getField(column).strip();
        OptionalDouble number = Numbers.parse(text);
        if (number.isEmpty()) {
            throw wrong(column, complaint(text));
        }
        return number.getAsDouble();
    }

    private String complaint(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (MISSING.contains(lower)) {
            return "%s: remove the row or fill the value".formatted(text.isEmpty() ? "is empty" : "is " + text);
        }
        if (lower.matches("[+-]?inf(inity)?")
                || Numbers.parse(text.replaceAll("[eE].*", "")).isPresent()) {
            return "is %s, which is too large: remove the row or fill the value".formatted(text);
        }
        if (!file.header() && fields.getStartingLineNumber() == 1) {
            return "'%s' is no number: if the first row has the column names, set objective.data.header to true"
                    .formatted(text);
        }
        if (Numbers.parse(text.replace(',', '.')).isPresent()) {
            return "'%s' is no number: write it with a decimal point".formatted(text);
        }
        return "'%s' is no number: remove the row, or list the column in objective.data.categorical if its texts are categories"
                .formatted(text);
    }

    /// What is wrong in a column, with its place.
    SpecException wrong(int column, String what) {
        return new SpecException("%s, row %d, column %s: %s"
                .formatted(
                        file.path(),
                        fields.getStartingLineNumber(),
                        file.header() ? names.get(column) : column + 1,
                        what));
    }
}
