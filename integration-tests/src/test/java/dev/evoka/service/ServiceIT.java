package dev.evoka.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.evoka.artifacts.Sha256;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// REST and the commands that use it, on one process that has everything.
class ServiceIT {

    @TempDir
    static Path folder;

    private static Standalone service;

    @BeforeAll
    static void start() throws Exception {
        service = new Standalone(folder.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    static String spec(String name, String stop) {
        return """
                name: %s
                objective: {function: rosenbrock}
                parameters: {dimension: 4, bounds: [-5, 5]}
                optimizer: {algorithm: random-search}
                stop: {%s}
                """.formatted(name, stop);
    }

    private static String evoka(int code, String... arguments) {
        return service.evoka(code, arguments);
    }

    @Test
    void aRunLivesFromItsSubmissionToItsEnd() throws Exception {
        String run = service.submit(spec("life", "generations: 1000000"));
        service.await(run, each -> each.path("generations").asLong() > 3);
        assertThat(evoka(0, "pause", run, "--reason", "lunch")).isEqualTo("run %s is paused".formatted(run));
        assertThat(service.run(run).path("reason").asText()).isEqualTo("lunch");
        assertThat(evoka(2, "pause", run))
                .isEqualTo("evoka: run %s is paused: pause is allowed when it is submitted or running".formatted(run));
        assertThat(service.post("/api/v1/runs/%s/pause".formatted(run), "").status())
                .isEqualTo(409);
        long paused = service.run(run).path("generations").asLong();
        assertThat(evoka(0, "resume", run)).isEqualTo("run %s is running".formatted(run));
        service.await(run, each -> each.path("generations").asLong() > paused + 1);
        evoka(0, "stop", run);
        JsonNode stopped = service.awaitState(run, "stopped");
        assertThat(stopped.path("transitions").toString()).isEqualTo("[\"extend\"]");
        assertThat(evoka(2, "extend", run, "--generations", "1"))
                .contains("would end at once: stop.generations 1 reached");
        long generations = stopped.path("generations").asLong() + 10;
        evoka(0, "extend", run, "--generations", Long.toString(generations));
        JsonNode finished = service.awaitState(run, "finished");
        assertThat(finished.path("generations").asLong()).isEqualTo(generations);
        assertThat(finished.path("events"))
                .extracting(event -> event.path("state").asText())
                .startsWith("submitted", "running", "paused", "running", "stopped")
                .endsWith("running", "finished");
    }

    @Test
    void filesTravelWithASpecAndAreCheckedAtTheOtherEnd() throws Exception {
        Path place = Files.createDirectories(folder.resolve("spec"));
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            rows.append(i % 7)
                    .append(',')
                    .append(i % 5)
                    .append(',')
                    .append(2 * (i % 7) - (i % 5))
                    .append('\n');
        }
        Path data = Files.writeString(place.resolve("rows.csv"), rows);
        Path spec = Files.writeString(place.resolve("linear.yaml"), """
                name: linear
                objective: {model: linear, error: mse, data: {file: rows.csv}}
                optimizer: {algorithm: cma-es}
                stop: {target: 1e-9, generations: 2000}
                """);
        String said = evoka(0, "submit", spec.toString());
        String sha256 = Sha256.of(data);
        Files.delete(data);
        String run = said.split(" ", -1)[1];
        JsonNode finished = service.awaitState(run, "finished");
        assertThat(finished.path("best").asDouble()).isLessThan(1e-9);
        assertThat(folder.resolve("data/artifacts").resolve(sha256)).exists();
        assertThat(evoka(0, "best", run, "-o", "csv").lines())
                .hasSize(4)
                .first()
                .isEqualTo("parameter,value");
        Path target = folder.resolve("export");
        evoka(0, "download", run, "--directory", target.toString());
        assertThat(target).isDirectoryContaining("glob:**/course.csv").isDirectoryContaining("glob:**/spec.yaml");
    }

    @Test
    void aFileAtAnAddressIsNotUploadedButFetchedAndChecked() throws Exception {
        byte[] rows = "1,2,3\n2,3,5\n3,5,8\n5,8,13\n8,13,21\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rows));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, rows.length);
            exchange.getResponseBody().write(rows);
            exchange.close();
        });
        server.start();
        try {
            String file = "{url: 'http://localhost:%d/rows.csv', sha256: %s}"
                    .formatted(server.getAddress().getPort(), sha256);
            String text = """
                    name: remote
                    objective: {model: linear, error: mse, data: {file: %s}}
                    optimizer: {algorithm: cma-es}
                    stop: {target: 1e-9, generations: 2000}
                    """;
            Path spec = Files.writeString(folder.resolve("remote.yaml"), text.formatted(file));
            String run = evoka(0, "submit", spec.toString()).split(" ", -1)[1];
            assertThat(service.awaitState(run, "finished").path("best").asDouble())
                    .isLessThan(1e-9);
            Files.writeString(spec, text.formatted(file.replace(sha256, "f".repeat(64))));
            assertThat(evoka(2, "submit", spec.toString()))
                    .contains("objective.data.file: http://localhost", sha256, "the spec says " + "f".repeat(64));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesWhatIsWrongAndSaysWhatWouldBeRight() {
        Standalone.Answer answer = service.post("/api/v1/runs", spec("bad", "generation: 5"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("field").asText()).isEqualTo("stop.generation");
        assertThat(answer.body().path("detail").asText())
                .isEqualTo("stop.generation is no key of stop (did you mean 'generations'?)");
        assertThat(service.post("/api/v1/runs", "name: [").status()).isEqualTo(422);
        assertThat(service.post("/api/v1/runs", """
                        name: thief
                        objective: {model: linear, error: mse, data: {file: /etc/passwd}}
                        optimizer: {algorithm: cma-es}
                        stop: {generations: 5}
                        """).body().path("detail").asText())
                .contains("/etc/passwd did not come with the spec");
        assertThat(service.get("/api/v1/runs/nobody").status()).isEqualTo(404);
        assertThat(service.get("/api/v1/runs?state=asleep").body().path("field").asText())
                .isEqualTo("state");
        assertThat(service.send(HttpRequest.newBuilder(URI.create(service.url() + "/api/v1/runs"))
                                .DELETE())
                        .status())
                .isEqualTo(405);
        assertThat(service.send(HttpRequest.newBuilder(
                                        URI.create(service.url() + "/api/v1/artifacts/" + "0".repeat(64)))
                                .PUT(HttpRequest.BodyPublishers.ofString("something else")))
                        .body()
                        .path("detail")
                        .asText())
                .contains("arrived as");
    }

    @Test
    void submittingTheSameSpecAgainIsTheSameRun() throws Exception {
        String spec = spec("same", "generations: 2");
        String run = service.submit(spec);
        Standalone.Answer again = service.post("/api/v1/runs", spec);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id").asText()).isEqualTo(run);
        Standalone.Answer second = service.post("/api/v1/runs?again=2", spec);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body().path("id").asText()).isEqualTo(run + "-2");
        service.awaitState(run, "finished");
        service.awaitState(run + "-2", "finished");
        assertThat(service.run(run + "-2").path("best"))
                .isEqualTo(service.run(run).path("best"));
    }

    @Test
    void anIdentifierThatAnotherRunHasIsRefused() throws Exception {
        String run = service.submit(spec("taken", "generations: 2"));
        service.awaitState(run, "finished");
        // The same identifier with another spec: what only a collision of digests can bring about.
        Map<String, Object> client = Map.of(
                "bootstrap.servers", service.address("Kafka"), "schema.registry.url", service.address("registry"));
        try (KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            Run record = record(client, consumer, run);
            Run other = Run.newBuilder(record)
                    .setRun(run + "-2")
                    .setSpec(record.getSpec().replace("\"generations\":2", "\"generations\":3"))
                    .build();
            assertThat(other.getSpec()).isNotEqualTo(record.getSpec());
            String topic = Topic.RUNS.topicName();
            byte[] value = ValueSerdes.of(client).serializer(Run.class).serialize(topic, other);
            producer.send(new ProducerRecord<>(topic, other.getRun(), value)).get();
        }
        service.await(run + "-2", each -> each.path("generations").asLong() > 0);
        Standalone.Answer answer = service.post("/api/v1/runs?again=2", spec("taken", "generations: 2"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("detail").asText())
                .isEqualTo("another run has the identifier %s-2: give the spec another name".formatted(run));
    }

    private static Run record(Map<String, Object> client, KafkaConsumer<String, byte[]> consumer, String run) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.RUNS.topicName()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Deserializer<Run> runs = ValueSerdes.of(client).deserializer(Run.class);
        while (true) {
            for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                if (run.equals(each.key())) {
                    return runs.deserialize(each.topic(), each.value());
                }
            }
        }
    }

    @Test
    void eventsTellTheWholeCourseInOrder() throws Exception {
        String run = service.submit(spec("events", "generations: 40"));
        service.awaitState(run, "finished");
        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> lines = http.send(
                                HttpRequest.newBuilder(
                                                URI.create(service.url() + "/api/v1/runs/%s/events".formatted(run)))
                                        .build(),
                                BodyHandlers.ofLines())
                        .body()) {
            String data =
                    lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
            assertThat(data).contains("\"state\":\"finished\"", "\"generation\":[0,1,2,", "38,39]");
        }
    }

    @Test
    void showsCandidatesAndEvaluators() throws Exception {
        String run = service.submit(spec("candidates", "generations: 3"));
        service.awaitState(run, "finished");
        JsonNode candidates = service.get("/api/v1/runs/%s/generations/newest/candidates".formatted(run))
                .body();
        assertThat(candidates.path("generation").asLong()).isEqualTo(2);
        assertThat(candidates.path("error").size())
                .isEqualTo(candidates.path("population").asInt());
        assertThat(candidates.path("parameters").path(0).size()).isEqualTo(4);
        JsonNode best = service.get("/api/v1/runs/%s/best".formatted(run)).body();
        assertThat(best.path("parameters").properties()).hasSize(4);
        assertThat(service.get("/api/v1/work?seconds=600&run=" + run).body().path("work"))
                .isNotEmpty()
                .allSatisfy(work -> assertThat(work.path("evaluator").asText()).isEqualTo("evaluator-1"));
        assertThat(evoka(0, "evaluators", "-o", "csv")).contains("evaluator-1,alive");
        assertThat(evoka(0, "evaluators", "--advise")).contains("wanted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs",
                "/api/v1/runs/{run}",
                "/api/v1/runs/{run}/generations",
                "/api/v1/runs/{run}/generations/{generation}/candidates",
                "/api/v1/runs/{run}/best",
                "/api/v1/evaluators",
                "/api/v1/evaluators/advice",
                "/api/v1/work",
                "/api/v1/caller"
            })
    void answersAsTheServedDocumentSays(String path) throws Exception {
        String run = service.post("/api/v1/runs", spec("described", "generations: 4"))
                .body()
                .path("id")
                .asText();
        service.awaitState(run, "finished");
        ServedDocument document = new ServedDocument(service);
        Standalone.Answer answer = service.get(path.replace("{run}", run).replace("{generation}", "newest"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(document.problems(path, answer.status(), answer.body())).isEmpty();
        Standalone.Answer missing = service.get("/api/v1/runs/nobody");
        assertThat(document.problems("/api/v1/runs/{run}", missing.status(), missing.body()))
                .isEmpty();
    }

    @Test
    void manyRunsShareTheEvaluators() throws Exception {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            runs.add(service.submit(spec("shared-" + i, "generations: 1000000")));
        }
        for (String run : runs) {
            service.await(run, each -> each.path("generations").asLong() > 20);
        }
        for (String run : runs) {
            assertThat(service.run(run).path("state").asText()).isEqualTo("running");
            service.post("/api/v1/runs/%s/stop".formatted(run), "");
        }
        for (String run : runs) {
            service.awaitState(run, "stopped");
        }
    }

    @Test
    void refusesAnEnormousUploadBeforeItComes() throws Exception {
        URI url = URI.create(service.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write("PUT /api/v1/artifacts/%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10737418240\r\n\r\n"
                            .formatted("0".repeat(64))
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
        }
        Standalone.Answer beforehand = service.get("/api/v1/artifacts/%s?bytes=10737418240".formatted("0".repeat(64)));
        assertThat(beforehand.status()).isEqualTo(413);
        assertThat(beforehand.body().path("detail").asText()).contains("{url: https://…, sha256: …}", "--largest-file");
        assertThat(service.post("/api/v1/runs", "#".repeat(5 << 20)).status()).isEqualTo(413);
    }

    @Test
    void isWatchedByPrometheusAndOrchestrators() {
        assertThat(service.get("/healthz").status()).isEqualTo(200);
        assertThat(service.get("/readyz").status()).isEqualTo(200);
        assertThat(service.get("/metrics").text())
                .contains("# TYPE evoka_runs gauge", "evoka_runs{state=\"running\"} ", "evoka_evaluators 1")
                .contains("evoka_loop_generation_seconds_total ", "evoka_loop_slowest_seconds_total ")
                .contains("kafka_stream_thread_", "kafka_consumer_fetch_manager_", "kafka_producer_")
                .contains("evoka_loop_blocks_again_total{reason=\"overdue\"} ", "evoka_evaluators_wanted ");
    }

    @Test
    void listsWithFiltersAndPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            service.awaitState(service.submit(spec("list-" + i, "generations: 1")), "finished");
        }
        JsonNode page = service.get("/api/v1/runs?text=LIST-&state=finished&limit=2&offset=1")
                .body();
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("runs"))
                .extracting(run -> run.path("name").asText())
                .isEqualTo(List.of("list-1", "list-0"));
    }
}
