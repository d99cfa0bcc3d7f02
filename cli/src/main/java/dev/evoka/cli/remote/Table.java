package dev.evoka.cli.remote;

import java.util.ArrayList;
import java.util.List;

/// Rows of texts under headings.
///
/// @param headings headings of the columns
/// @param rows texts, as many in each row as there are headings
record Table(List<String> headings, List<List<String>> rows) {

    private static final String GAP = "  ";

    Table {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /// Lines with aligned columns; those that hold nothing but numbers are aligned to the right.
    List<String> aligned() {
        int[] widths = new int[headings.size()];
        boolean[] numbers = new boolean[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = headings.get(i).length();
            numbers[i] = !rows.isEmpty();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
                numbers[i] &= row.get(i).matches("[-+0-9.,eE%∞]*|-");
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths, numbers));
        rows.forEach(row -> lines.add(line(row, widths, numbers)));
        return lines;
    }

    private static String line(List<String> row, int[] widths, boolean[] numbers) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            cells.add(numbers[i] ? space + row.get(i) : row.get(i) + space);
        }
        return String.join(GAP, cells).stripTrailing();
    }

    /// Lines of comma-separated values (RFC 4180).
    List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add(
                csv(headings.stream().map(heading -> heading.replace(' ', '_')).toList()));
        rows.forEach(row -> lines.add(csv(row)));
        return lines;
    }

    private static String csv(List<String> row) {
        return String.join(
                ",",
                row.stream()
                        .map(cell -> cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                        .toList());
    }
}
