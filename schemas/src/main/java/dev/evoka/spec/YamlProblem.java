package dev.evoka.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in one line why a text is no YAML, and where.
final class YamlProblem {

    /// The parser puts each of its marks under what it says about it.
    private static final Pattern MARK = Pattern.compile(" in 'reader', line (\\d+), column (\\d+):");

    private YamlProblem() {}

    static String message(JsonProcessingException e) {
        List<String> lines = e.getOriginalMessage().lines().toList();
        // The parser first says what it was about, then what is wrong: the line before its last mark.
        for (int i = lines.size() - 1; i > 0; i--) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (mark.matches()) {
                return message(mark.group(1), mark.group(2), lines.get(i - 1));
            }
        }
        JsonLocation location = e.getLocation();
        String what = lines.isEmpty() ? "" : lines.getFirst();
        return location == null
                ? "is no valid YAML: " + what.strip()
                : message(Integer.toString(location.getLineNr()), Integer.toString(location.getColumnNr()), what);
    }

    private static String message(String line, String column, String what) {
        return "is no valid YAML in line %s, column %s: %s".formatted(line, column, what.strip());
    }
}
