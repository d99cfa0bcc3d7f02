package dev.evoka.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evoka.coordinator.CoordinatorConfig;
import dev.evoka.coordinator.CoordinatorService;
import dev.evoka.evaluator.service.Assignment;
import dev.evoka.evaluator.service.Evaluator;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.faults.Cluster;
import dev.evoka.faults.Follower;
import dev.evoka.faults.Launch;
import dev.evoka.faults.Specs;
import dev.evoka.faults.TopicReader;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import dev.evoka.topics.TopicCreator;
import dev.evoka.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Traces go through Kafka: from the coordinator, by its blocks, to the evaluators.
class TracesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int GENERATIONS = 5;
    private static final int SESSION_MILLISECONDS = 6_000;

    @TempDir
    Path folder;

    private static Tracing into(InMemorySpanExporter spans) {
        return Tracing.by(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build());
    }

    /// Runs a spec in this process, with a coordinator and an evaluator of its own.
    private static void run(Cluster cluster, Assignment assignment, Tracing tracing) throws InterruptedException {
        try (Admin admin = Admin.create(cluster.client())) {
            TopicCreator.ensure(admin, 1);
        }
        CoordinatorConfig coordinator = new CoordinatorConfig(cluster.client(), "traced", 1, OptionalInt.of(3));
        EvaluatorConfig evaluator = new EvaluatorConfig(cluster.client(), "e-1", 1, SESSION_MILLISECONDS).with(tracing);
        try (CoordinatorService loop = new CoordinatorService(coordinator, 1, SESSION_MILLISECONDS, tracing);
                Evaluator works = assignment.evaluator(evaluator)) {
            loop.start();
            works.start();
            Run run = cluster.submit(Specs.linear("traced", 1, GENERATIONS), "-" + assignment);
            try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
            }
        }
    }

    private static List<Header[]> headers(Cluster cluster) {
        return new TopicReader(cluster.client())
                .records(Topic.CANDIDATES.topicName()).stream()
                        .map(record -> record.headers().toArray())
                        .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aTraceGoesFromAGenerationToTheEvaluatorsOfItsBlocks(Assignment assignment) throws Exception {
        InMemorySpanExporter exported = InMemorySpanExporter.create();
        List<SpanData> spans;
        try (Cluster cluster = new Cluster(folder);
                Tracing tracing = into(exported)) {
            run(cluster, assignment, tracing);
            assertThat(headers(cluster))
                    .hasSizeGreaterThanOrEqualTo(GENERATIONS)
                    .allSatisfy(headers ->
                            assertThat(headers).extracting(Header::key).containsExactly("traceparent"));
            spans = exported.getFinishedSpanItems(); // none are left when it is closed
        }
        Map<String, String> parents = spans.stream()
                .collect(Collectors.toMap(SpanData::getSpanId, span -> span.getTraceId() + " " + span.getName()));
        Map<String, Set<String>> names = spans.stream()
                .collect(Collectors.groupingBy(
                        SpanData::getTraceId, Collectors.mapping(SpanData::getName, Collectors.toSet())));
        assertThat(names).hasSize(GENERATIONS);
        assertThat(names.values()).containsOnly(Set.of("generation", "block", "evaluating", "aggregating"));
        Set<String> evaluated = new HashSet<>();
        for (SpanData span : spans) {
            String parent = parents.get(span.getParentSpanId());
            String trace = span.getTraceId();
            switch (span.getName()) {
                case "generation" -> assertThat(parent).isNull();
                case "block", "aggregating" -> assertThat(parent).isEqualTo(trace + " generation");
                case "evaluating" -> {
                    assertThat(parent).isEqualTo(trace + " block");
                    assertThat(span.getAttributes().get(AttributeKey.stringKey("evoka.evaluator")))
                            .isEqualTo("e-1");
                    evaluated.add(span.getParentSpanId());
                }
                default -> throw new AssertionError(span);
            }
        }
        assertThat(evaluated)
                .isEqualTo(spans.stream()
                        .filter(span -> span.getName().equals("block"))
                        .map(SpanData::getSpanId)
                        .collect(Collectors.toSet()));
    }

    @Test
    void noRecordHasAHeaderWhereTracesAreOff() throws Exception {
        try (Cluster cluster = new Cluster(folder)) {
            run(cluster, Assignment.SHARDED, Tracing.OFF);
            assertThat(headers(cluster))
                    .hasSizeGreaterThanOrEqualTo(GENERATIONS)
                    .allSatisfy(headers -> assertThat(headers).isEmpty());
        }
    }

    /// `evoka run` in a process of its own.
    private int command(Map<String, String> environment, Path output) throws IOException, InterruptedException {
        Path spec = Files.writeString(folder.resolve("traced.yaml"), Specs.linear("traced", 1, GENERATIONS));
        List<String> command = new ArrayList<>(Launch.evoka(
                "run", spec.toString(), "--data-dir", folder.resolve("data").toString()));
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    @Test
    void theEnvironmentOfTheCommandSwitchesThemOn() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            String url = "http://localhost:" + collector.getAddress().getPort();
            Path output = folder.resolve("output");
            int code = command(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url), output);
            assertThat(code).as(Files.readString(output)).isZero();
        } finally {
            collector.stop(0);
        }
        assertThat(String.join("", received)).contains("generation", "block", "evaluating", "aggregating", "evoka");
    }

    @Test
    void whatCannotBeIsRefusedInALine() throws Exception {
        Path output = folder.resolve("output");
        int code = command(
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
                output);
        assertThat(code).as(Files.readString(output)).isEqualTo(2);
        assertThat(Files.readAllLines(output))
                .noneMatch(line -> line.contains("opentelemetry.sdk"))
                .last()
                .asString()
                .startsWith("evoka: traces cannot be set up as the variables OTEL_… say");
    }
}
