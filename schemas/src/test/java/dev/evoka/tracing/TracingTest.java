package dev.evoka.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String NOWHERE = "http://localhost:1";

    @Test
    void isOffUnlessTheEnvironmentSaysWhereTracesGo() {
        assertThat(Tracing.of(Map.of(), "evoka")).isSameAs(Tracing.OFF);
        assertThat(Tracing.of(Map.of("OTEL_SERVICE_NAME", "mine"), "evoka").on())
                .isFalse();
        assertThat(Tracing.of(Map.of(ENDPOINT, " "), "evoka").on()).isFalse();
        assertThat(Tracing.of(Map.of(ENDPOINT, NOWHERE, "OTEL_SDK_DISABLED", "true"), "evoka")
                        .on())
                .isFalse();
        assertThat(Tracing.of(Map.of(ENDPOINT, NOWHERE, "OTEL_TRACES_EXPORTER", "none"), "evoka")
                        .on())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {ENDPOINT, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"})
    void isOnWithAnAddress(String variable) {
        try (Tracing tracing = Tracing.of(Map.of(variable, NOWHERE), "evoka")) {
            assertThat(tracing.on()).isTrue();
            Span span = tracing.tracer().spanBuilder("one").startSpan();
            Headers headers = new RecordHeaders();
            tracing.write(span, headers);
            assertThat(headers.toArray()).hasSize(1);
            assertThat(new String(headers.lastHeader("traceparent").value(), StandardCharsets.US_ASCII))
                    .isEqualTo("00-%s-%s-%s"
                            .formatted(
                                    span.getSpanContext().getTraceId(),
                                    span.getSpanContext().getSpanId(),
                                    span.getSpanContext().getTraceFlags().asHex()));
            assertThat(Span.fromContext(tracing.read(headers)).getSpanContext().getSpanId())
                    .isEqualTo(span.getSpanContext().getSpanId());
        }
    }

    @Test
    void readsNoSpanWhereThereIsNoneOrTracesAreOff() {
        Headers headers = new RecordHeaders();
        headers.add(
                "traceparent",
                "00-11111111111111111111111111111111-2222222222222222-01".getBytes(StandardCharsets.US_ASCII));
        assertThat(Tracing.OFF.read(headers)).isSameAs(Context.root());
        try (Tracing tracing = Tracing.of(Map.of(ENDPOINT, NOWHERE), "evoka")) {
            assertThat(Span.fromContext(tracing.read(headers)).getSpanContext().isValid())
                    .isTrue();
            assertThat(Span.fromContext(tracing.read(new RecordHeaders()))
                            .getSpanContext()
                            .isValid())
                    .isFalse();
            headers.add("traceparent", null);
            assertThat(Span.fromContext(tracing.read(headers)).getSpanContext().isValid())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "OTEL_TRACES_SAMPLER=often", "OTEL_TRACES_EXPORTER=zipkin"})
    void refusesWhatCannotBe(String variable) {
        String[] parts = variable.split("=", 2);
        assertThatThrownBy(() -> Tracing.of(Map.of(ENDPOINT, NOWHERE, parts[0], parts[1]), "evoka"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("OTEL_")
                .message()
                .containsIgnoringCase(parts[1]);
    }
}
