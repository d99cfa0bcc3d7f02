package dev.evoka.cli.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what the javadoc of a record says of its components.
final class Sources {

    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("schemas", "optimizers", "evaluator", "coordinator");
    private static final String COMMENT = "///";
    private static final String PARAM = "@param ";

    private Sources() {}

    /// Meaning of each component that the javadoc names.
    static Map<String, String> meanings(Class<?> type) {
        Map<String, String> meanings = new HashMap<>();
        String name = "";
        for (String line : comment(type)) {
            String text = line.strip();
            if (text.startsWith(PARAM)) {
                String rest = text.substring(PARAM.length());
                name = rest.substring(0, rest.indexOf(' '));
                meanings.put(name, rest.substring(name.length()).strip());
            } else if (text.startsWith("@") || text.isEmpty()) {
                name = "";
            } else if (!name.isEmpty()) {
                meanings.merge(name, text, (a, b) -> a + " " + b);
            }
        }
        return meanings;
    }

    /// What the javadoc says of the record itself: its first paragraph.
    static String summary(Class<?> type) {
        StringBuilder summary = new StringBuilder();
        for (String line : comment(type)) {
            if (line.isBlank() || line.strip().startsWith("@")) {
                break;
            }
            summary.append(summary.isEmpty() ? "" : " ").append(line.strip());
        }
        return summary.toString();
    }

    /// The comment in front of the record, without slashes.
    private static List<String> comment(Class<?> type) {
        List<String> lines = lines(type);
        int at = 0;
        while (!lines.get(at).matches(".*\\brecord " + type.getSimpleName() + "\\(.*")) {
            at++;
            if (at == lines.size()) {
                throw new IllegalStateException("there is no record %s in its file".formatted(type));
            }
        }
        int from = at;
        while (from > 0 && lines.get(from - 1).strip().startsWith(COMMENT)) {
            from--;
        }
        return lines.subList(from, at).stream()
                .map(line -> line.strip().substring(COMMENT.length()))
                .toList();
    }

    private static List<String> lines(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        String path = "src/main/java/" + outermost.getName().replace('.', '/') + ".java";
        for (String module : MODULES) {
            Path file = ROOT.resolve(module).resolve(path);
            if (Files.exists(file)) {
                try {
                    return Files.readAllLines(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalStateException("there is no source of " + type);
    }
}
