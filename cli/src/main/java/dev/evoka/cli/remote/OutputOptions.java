package dev.evoka.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// Option that says how what was found is written.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class OutputOptions {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, yaml or csv (default: ${DEFAULT-VALUE}).")
    Format format;

    /// Writes what was found.
    ///
    /// @param found as the coordinator gave it
    /// @param table the same as a table
    void write(PrintWriter out, JsonNode found, Supplier<Table> table) {
        switch (format) {
            case TABLE -> table.get().aligned().forEach(out::println);
            case CSV -> table.get().csv().forEach(out::println);
            case JSON -> out.println(text(JSON, found));
            case YAML -> out.print(text(YAML, found));
        }
        out.flush();
    }

    static String text(ObjectMapper mapper, JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /// A tree as YAML.
    static String yaml(JsonNode node) {
        return text(YAML, node);
    }

    /// A tree as JSON that people can read.
    static String json(JsonNode node) {
        return text(JSON, node);
    }
}
