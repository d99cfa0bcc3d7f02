package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.onnx.OnnxGraph;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line itself: exit codes and messages.
class EvokaTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int evoka(String... arguments) {
        return Evoka.command(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run a.yaml --evaluator 2 | there is no '--evaluator' (did you mean '--evaluators'?): 'evoka run --help' shows what there is",
                "run                      | Missing required parameter: 'SPEC': 'evoka run --help' shows what there is",
                "run a.yaml --evaluators x | Invalid value for option '--evaluators': 'x' is not an int: 'evoka run --help' shows what there is",
                "run a.yaml --evaluators -1 | --evaluators must be ≥ 0 but was -1",
                "run a.yaml --again 0     | --again must be ≥ 2 but was 0",
                "run a.yaml --plot a.pdf  | --plot must end in .svg or .png but was a.pdf",
                "run a.yaml --data-dir d --bootstrap-server k:1 | --data-dir is the embedded broker's: leave it out beside --bootstrap-server",
                "rum a.yaml               | there is no 'rum' (did you mean 'run'?): 'evoka --help' shows what there is",
                "generate-data sentence f | generate-data.kind must be one of linear, spirals, sentences, reviews, translations, summaries, questions, skills but was 'sentence' (did you mean 'sentences'?)",
                "generate-data skills f --arms 2 | texts have no features, arms or noise: remove the options",
                "generate-model got f     | generate-model.kind must be one of gpt, bert but was 'got' (did you mean 'gpt'?)",
                "coordinator              | --bootstrap-server is missing: give Kafka's address, like kafka:9092",
                "evaluator --bootstrap-server k:1 | --schema-registry is missing: give its address, like http://registry:8081",
            })
    void saysInOneLineWhatIsWrong(String line, String message) {
        assertThat(evoka(line.split(" ", -1))).isEqualTo(2);
        assertThat(errors.toString()).isEqualTo("evoka: " + message + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsWhatThereIs() {
        assertThat(evoka()).isEqualTo(2);
        assertThat(errors.toString()).contains("run", "validate", "broker", "coordinator", "evaluator");
        assertThat(evoka("--help")).isZero();
        assertThat(out.toString()).contains("Commands:");
    }

    @Test
    void knowsItsVersions() {
        assertThat(evoka("--version")).isZero();
        assertThat(out.toString()).startsWith("evoka ").contains("Kafka 4.", "Java 25");
    }

    @Test
    void makesModelsAndTexts(@TempDir Path folder) {
        Path model = folder.resolve("gpt.onnx");
        assertThat(evoka("generate-model", "gpt", model.toString(), "--layers", "1"))
                .isZero();
        assertThat(OnnxGraph.read(model).bytes()).isNotEmpty();
        Path texts = folder.resolve("texts");
        assertThat(evoka("generate-data", "sentences", texts.toString(), "--samples", "3"))
                .isZero();
        assertThat(texts).content().hasLineCount(3);
        assertThat(out.toString()).isEqualTo("23008 weights: %s%n3 texts: %s%n".formatted(model, texts));
    }

    @Test
    void showsNoStackTraceButWhenAskedTo(@TempDir Path folder) {
        String missing = folder.resolve("missing.yaml").toString();
        assertThat(evoka("validate", missing)).isEqualTo(2);
        assertThat(errors.toString()).isEqualTo("evoka: there is no spec file %s%n".formatted(missing));
        assertThat(evoka("validate", missing, "--verbose")).isEqualTo(2);
        assertThat(errors.toString()).contains("at dev.evoka.spec.SpecReader");
    }
}
