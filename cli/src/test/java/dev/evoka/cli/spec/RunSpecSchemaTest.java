package dev.evoka.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The schema knows good specs from bad ones.
class RunSpecSchemaTest {

    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(RunSpecSchema.text(), InputFormat.JSON);

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> problems(String yaml) throws IOException {
        JsonNode spec = YAML.readTree(yaml);
        return SCHEMA.validate(spec.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsAndIsNamedByEveryExample(Path example) throws IOException {
        String text = Files.readString(example);
        assertThat(problems(text)).isEmpty();
        assertThat(text).startsWith("# yaml-language-server: $schema=../docs/run-spec.schema.json\n");
    }

    /// Every block of YAML in the documentation that begins with a name.
    static List<String> specsOfTheDocumentation() throws IOException {
        List<String> specs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "docs"))) {
            for (Path page : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                for (String block : Files.readString(page).split("```yaml\n", -1)) {
                    String spec = block.substring(0, Math.max(0, block.indexOf("```")));
                    if (spec.lines().anyMatch(line -> line.startsWith("name:"))) {
                        specs.add(spec);
                    }
                }
            }
        }
        return specs;
    }

    @ParameterizedTest
    @MethodSource("specsOfTheDocumentation")
    void acceptsEverySpecOfTheDocumentation(String spec) throws IOException {
        assertThat(problems(spec)).isEmpty();
    }

    private static final String GOOD = """
            name: a
            objective: {function: sphere}
            parameters: {dimension: 2, bounds: [-1, 1]}
            optimizer: {algorithm: cma-es, population: 8}
            stop: {generations: 3, time: 10m, stagnation: {generations: 5}}
            """;

    @Test
    void acceptsAGoodSpec() throws IOException {
        assertThat(problems(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "optimizer: {}", "optimizer: {parallelism: 16}", "optimizer: {algorithm: auto}"})
    void acceptsASpecThatLeavesTheOptimizerToUs(String section) throws IOException {
        assertThat(problems(GOOD.replace("optimizer: {algorithm: cma-es, population: 8}", section)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: a|name: a b",
                "name: a|nam: a",
                "function: sphere|function: cube",
                "function: sphere|functio: sphere",
                "function: sphere|model: linear, error: mse",
                "function: sphere|model: linear, error: mse, data: {}",
                "function: sphere|model: linear, error: mse, data: {file: a, generate: {}}",
                "dimension: 2|dimension: two",
                "[-1, 1]|[-1]",
                "algorithm: cma-es|algorithm: cma",
                "population: 8|population: 8.5",
                "population: 8|populatio: 8",
                "time: 10m|time: 10 minutes",
                "{generations: 3, time: 10m, stagnation: {generations: 5}}|{}",
            })
    void refusesABadOne(String change) throws IOException {
        String[] parts = change.split("\\|", 2);
        assertThat(GOOD).contains(parts[0]);
        assertThat(problems(GOOD.replace(parts[0], parts[1]))).isNotEmpty();
    }
}
