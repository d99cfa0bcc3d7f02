package dev.evoka.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.cli.EvokaRun;
import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Clients that nobody here wrote read a run on the embedded broker: kcat, and Confluent's client for Python. A client
/// that is not installed is skipped with a line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PublicClientsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GENERATIONS = 12;
    private static final Path SCRIPT = Path.of("../examples/clients/read_topics.py");

    private record Output(int code, String text) {}

    @TempDir
    static Path folder;

    private EmbeddedBroker broker;
    private EmbeddedRegistry registry;

    @BeforeAll
    void runOnceThenOpenTheFolder() throws Exception {
        broker = new EmbeddedBroker(EvokaRun.finish(folder, GENERATIONS), 0);
        broker.start();
        registry = new EmbeddedRegistry(broker.bootstrapServers(), 0);
    }

    @AfterAll
    void close() {
        registry.close();
        broker.close();
    }

    private static Output start(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    private static Optional<Output> tryStart(String... command) throws InterruptedException {
        try {
            return Optional.of(start(command));
        } catch (IOException e) {
            return Optional.empty(); // it is not installed
        }
    }

    private static void skipUnless(boolean holds, String why) {
        if (!holds) {
            System.err.println("PublicClientsIT: skipped: " + why);
        }
        assumeTrue(holds, why);
    }

    private static String kcat() throws InterruptedException {
        Optional<Output> version = tryStart("kcat", "-V");
        skipUnless(version.isPresent(), "kcat is not installed (Debian: apt-get install kcat)");
        return version.orElseThrow().text();
    }

    private String[] consume(String topic, String... more) {
        List<String> command =
                new ArrayList<>(List.of("kcat", "-b", broker.bootstrapServers(), "-C", "-t", topic, "-e", "-q"));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    @Test
    void kcatReadsKeys() throws Exception {
        kcat();
        Output output = start(consume("evoka.progress", "-f", "%k\\n"));
        assertThat(output.code()).as(output.text()).isZero();
        assertThat(output.text().lines().toList()).hasSize(GENERATIONS).allMatch(key -> key.startsWith("small-"));
    }

    @Test
    void kcatReadsValues() throws Exception {
        skipUnless(kcat().contains("Avro"), "this kcat is built without Avro, as Debian's is");
        Output output = start(consume("evoka.progress", "-s", "value=avro", "-r", registry.url()));
        assertThat(output.code()).as(output.text()).isZero();
        List<JsonNode> values = new ArrayList<>();
        for (String line : output.text().lines().toList()) {
            values.add(JSON.readTree(line));
        }
        assertProgress(values);
    }

    @Test
    void pythonReadsValues() throws Exception {
        Optional<String> python = python();
        skipUnless(
                python.isPresent(),
                "no Python with Confluent's client (Debian: apt-get install python3-confluent-kafka python3-avro python3-requests)");
        Output output = start(
                python.orElseThrow(),
                SCRIPT.toString(),
                broker.bootstrapServers(),
                registry.url(),
                "evoka.progress",
                "evoka.best",
                "evoka.runs");
        assertThat(output.code()).as(output.text()).isZero();
        List<JsonNode> progress = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        for (String line : output.text().lines().toList()) {
            JsonNode record = JSON.readTree(line);
            assertThat(record.path("key").asText())
                    .isEqualTo(record.path("value").path("run").asText());
            (record.path("topic").asText().equals("evoka.progress") ? progress : others).add(record.path("value"));
        }
        assertProgress(progress);
        assertThat(others)
                .anySatisfy(
                        best -> assertThat(JSON.readTree(best.path("parameters").asText())
                                        .path("x1")
                                        .isDouble())
                                .isTrue());
        assertThat(others)
                .anySatisfy(run -> assertThat(run.path("name").asText()).isEqualTo("small"));
    }

    /// The first Python that has the packages.
    private static Optional<String> python() throws InterruptedException {
        for (String each : List.of("python3", "/usr/bin/python3")) {
            Optional<Output> output = tryStart(each, "-c", "import confluent_kafka.avro");
            if (output.isPresent() && output.get().code() == 0) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static void assertProgress(List<JsonNode> values) {
        assertThat(values).hasSize(GENERATIONS);
        assertThat(values.getFirst().path("generation").asInt()).isZero();
        assertThat(values.getFirst().path("state").asText()).isEqualTo("running");
        assertThat(values.getLast().path("state").asText()).isEqualTo("finished");
        assertThat(values.getLast().path("best").isDouble()).isTrue();
    }
}
