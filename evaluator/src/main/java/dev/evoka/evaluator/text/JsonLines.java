package dev.evoka.evaluator.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evoka.spec.SpecException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads examples from a file with one JSON object a line, of one of these kinds:
///
/// | fields | prompt | references |
/// |---|---|---|
/// | `prompt`, `completion` | the prompt | the completion |
/// | `source`, `target` | the source | the target |
/// | `question`, `context`, `answers` | context, line end, question, line end | the answers |
/// | `text`, `label` | the text | the label |
///
/// `completion`, `target` and `answers` may be lists of texts; `answers` may be an object with a list `text`, as in
/// SQuAD.
public final class JsonLines {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonLines() {}

    /// Reads the whole file; empty lines are skipped.
    ///
    /// @throws SpecException naming file and line of what is wrong
    public static List<TextRecord> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SpecException("there is no data file " + file);
        }
        List<TextRecord> records = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            for (int number = 1; line != null; number++) {
                if (!line.isBlank()) {
                    records.add(record(file, number, line));
                }
                line = reader.readLine();
            }
        } catch (IOException e) {
            throw new SpecException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        if (records.isEmpty()) {
            throw new SpecException(file + " has no example: at least one line is needed");
        }
        return records;
    }

    private static TextRecord record(Path file, int number, String line) {
        String where = "%s, line %d".formatted(file, number);
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new SpecException("%s is no JSON: %s".formatted(where, e.getOriginalMessage()), e);
        }
        if (node.has("prompt") && node.has("completion")) {
            return new TextRecord(text(where, node, "prompt"), texts(where, node, "completion"));
        }
        if (node.has("source") && node.has("target")) {
            return new TextRecord(text(where, node, "source"), texts(where, node, "target"));
        }
        if (node.has("question") && node.has("context") && node.has("answers")) {
            String prompt = "%s\n%s\n".formatted(text(where, node, "context"), text(where, node, "question"));
            return new TextRecord(prompt, texts(where, node, "answers"));
        }
        if (node.has("text") && node.has("label")) {
            return new TextRecord(
                    text(where, node, "text"), List.of(node.path("label").asText()));
        }
        List<String> found = new ArrayList<>();
        node.fieldNames().forEachRemaining(found::add);
        throw new SpecException(
                "%s has the fields %s: prompt and completion, source and target, question, context and answers, or text and label are needed"
                        .formatted(where, found));
    }

    private static String text(String where, JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new SpecException("%s: %s must be a text, not empty, but was %s".formatted(where, key, value));
        }
        return value.textValue();
    }

    private static List<String> texts(String where, JsonNode node, String key) {
        JsonNode value = node.path(key).isObject() ? node.path(key).path("text") : node.path(key);
        if (!value.isArray()) {
            return List.of(text(where, node, key));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isTextual() || each.textValue().isEmpty()) {
                throw new SpecException("%s: %s must be texts, not empty, but has %s".formatted(where, key, each));
            }
            texts.add(each.textValue());
        }
        if (texts.isEmpty()) {
            throw new SpecException("%s: %s must have a text at least".formatted(where, key));
        }
        return texts;
    }
}
