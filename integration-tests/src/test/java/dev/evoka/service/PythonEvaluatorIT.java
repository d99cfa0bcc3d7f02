package dev.evoka.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of an evaluator in another language: it takes part with a client that nobody here wrote.
class PythonEvaluatorIT {

    private static final Path EXAMPLE = Path.of("../examples/python-evaluator");

    private static final String NO_PYTHON =
            "no Python with Confluent's client (Debian: apt-get install python3-confluent-kafka python3-avro python3-requests)";

    @TempDir
    Path folder;

    /// The first Python that has the packages.
    private static Optional<String> python() throws InterruptedException {
        for (String each : List.of("python3", "/usr/bin/python3")) {
            if (works(each)) {
                return Optional.of(each);
            }
        }
        System.err.println("PythonEvaluatorIT: skipped: " + NO_PYTHON);
        return Optional.empty();
    }

    private static boolean works(String python) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(python, "-c", "import confluent_kafka.avro")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // not there
        }
    }

    @Test
    void fitsACurveThatOnlyItKnows() throws Exception {
        Optional<String> python = python();
        assumeTrue(python.isPresent(), NO_PYTHON);
        try (Standalone service = new Standalone(folder.resolve("data"))) {
            Process evaluator = new ProcessBuilder(
                            python.get(),
                            EXAMPLE.resolve("evaluator.py").toString(),
                            service.address("Kafka"),
                            service.address("registry"),
                            "curve")
                    .inheritIO()
                    .start();
            try {
                String run = service.submit(Files.readString(EXAMPLE.resolve("curve.yaml")));
                service.awaitState(run, "finished");
                JsonNode best =
                        service.get("/api/v1/runs/%s/best".formatted(run)).body();
                assertThat(best.path("error").asDouble()).isLessThan(1e-10);
                assertThat(Math.abs(best.path("parameters").path("amplitude").asDouble() - 2.5))
                        .isLessThan(1e-3);
                assertThat(service.get("/api/v1/work?seconds=600&run=" + run)
                                .body()
                                .path("work"))
                        .isNotEmpty()
                        .allSatisfy(work ->
                                assertThat(work.path("evaluator").asText()).startsWith("python-"));
            } finally {
                evaluator.destroy();
            }
        }
    }
}
