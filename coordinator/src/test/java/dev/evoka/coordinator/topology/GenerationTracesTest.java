package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationTracesTest {

    private static final String NO_PARENT = "0000000000000000";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.by(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build());
    private final Run run =
            Runs.run(Runs.yaml("stop: {generations: 5}\nfailures: {attempts: 2, patience: 20s}"), "aaaaaa");
    private LoopDriver loop;

    @BeforeEach
    void open() throws IOException {
        loop = new LoopDriver(tracing);
    }

    @AfterEach
    void close() {
        loop.close();
        tracing.close();
    }

    private List<SpanData> spans(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    @Test
    void showAGenerationItsBlocksAndTheAggregation() {
        loop.submit(run);
        List<TestRecord<String, CandidateBlock>> records = loop.blockRecords();
        assertThat(records).hasSize(2);
        records.forEach(record -> loop.answer(Runs.answer(record.value())));
        SpanData generation = spans("generation").getFirst();
        assertThat(spans("generation")).hasSize(1);
        assertThat(generation.getParentSpanId()).isEqualTo(NO_PARENT);
        assertThat(generation.getAttributes().get(AttributeKey.stringKey("evoka.run")))
                .isEqualTo(run.getRun());
        assertThat(generation.getAttributes().get(AttributeKey.longKey("evoka.generation")))
                .isZero();
        long candidates =
                records.stream().mapToLong(record -> record.value().getCount()).sum();
        assertThat(generation.getAttributes().get(AttributeKey.longKey("evoka.candidates")))
                .isEqualTo(candidates);
        assertThat(spans("aggregating"))
                .singleElement()
                .satisfies(span -> assertThat(span.getParentSpanId()).isEqualTo(generation.getSpanId()));
        assertThat(spans("block")).hasSize(2).allSatisfy(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(generation.getSpanId());
            assertThat(span.getTraceId()).isEqualTo(generation.getTraceId());
        });
        assertThat(records)
                .extracting(record ->
                        new String(record.headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII))
                .containsExactlyInAnyOrderElementsOf(spans("block").stream()
                        .map(span -> "00-%s-%s-%s"
                                .formatted(
                                        span.getTraceId(),
                                        span.getSpanId(),
                                        span.getSpanContext().getTraceFlags().asHex()))
                        .toList());
    }

    @Test
    void haveATraceOfTheirOwnForEachGeneration() {
        loop.submit(run);
        loop.answerGenerations(5);
        assertThat(spans("generation"))
                .extracting(SpanData::getTraceId)
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(spans("aggregating")).hasSize(5);
        assertThat(spans("block")).hasSize(10);
    }

    @Test
    void keepTheSpanOfABlockThatIsGivenOutAgain() {
        loop.submit(run);
        List<CandidateBlock> blocks = loop.blocks();
        loop.answer(Runs.answer(blocks.getFirst()));
        loop.pass(Duration.ofSeconds(4));
        List<TestRecord<String, CandidateBlock>> again = loop.blockRecords();
        assertThat(again).isNotEmpty();
        loop.answer(Runs.answer(blocks.getLast()));
        SpanData last = spans("block").getLast();
        assertThat(last.getEvents())
                .extracting(EventData::getName)
                .startsWith("given out", "given out again")
                .hasSize(1 + again.size());
        assertThat(new String(
                        again.getFirst().headers().lastHeader("traceparent").value(), StandardCharsets.US_ASCII))
                .contains(last.getSpanId());
    }

    @Test
    void markABlockThatFailed() {
        loop.submit(run);
        loop.answer(Runs.failure(loop.blocks().getFirst()));
        assertThat(spans("block"))
                .singleElement()
                .satisfies(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
    }

    @Test
    void endWithTheRun() {
        loop.submit(run);
        loop.submit(Run.newBuilder(run)
                .setWanted(WantedState.STOPPED)
                .setReason("enough")
                .setRevision(run.getRevision() + 1)
                .build());
        assertThat(spans("generation")).hasSize(1);
        assertThat(spans("block")).hasSize(2);
        assertThat(spans("aggregating")).isEmpty();
    }

    @Test
    void endWithTheInstance() throws IOException {
        try (LoopDriver instance = new LoopDriver(tracing)) {
            instance.submit(run);
            assertThat(spans.getFinishedSpanItems()).isEmpty();
        }
        assertThat(spans("generation")).hasSize(1);
        assertThat(spans("block")).hasSize(2);
    }

    @Test
    void addNoHeaderWhereTheyAreOff() throws IOException {
        try (LoopDriver silent = new LoopDriver()) {
            silent.submit(run);
            assertThat(silent.blockRecords())
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(record.headers().toArray()).isEmpty());
        }
    }
}
