package dev.evoka.tracing;

import dev.evoka.spec.SpecException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// The traces of a process, by OpenTelemetry. They are off unless the environment says where they go; then no span is
/// made, and no record has a header. Thread-safe.
public final class Tracing implements AutoCloseable {

    /// Makes nothing.
    public static final Tracing OFF = new Tracing(OpenTelemetry.noop(), () -> {});

    private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
    private static final List<String> TARGETS =
            List.of(EXPORTER, "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    /// Metrics are Prometheus' and logs are logback's. Only this protocol needs no library beside the JDK.
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.metrics.exporter",
            "none",
            "otel.logs.exporter",
            "none",
            "otel.exporter.otlp.protocol",
            "http/protobuf");

    private static final int CLOSE_SECONDS = 3;

    private final Tracer tracer;
    private final Runnable closing;

    private Tracing(OpenTelemetry telemetry, Runnable closing) {
        this.tracer = telemetry.getTracer("dev.evoka");
        this.closing = closing;
    }

    /// What the environment asks for, by OpenTelemetry's variables (`OTEL_…`).
    ///
    /// @param service name of the service, unless the environment has another
    /// @throws SpecException if there is a value that cannot be
    public static Tracing of(Map<String, String> environment, String service) {
        if (!wanted(environment)) {
            return OFF;
        }
        Map<String, String> given = properties(environment);
        // What OpenTelemetry has to say belongs to the other lines.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook() // closed by its owner, after the last span
                    .addPropertiesSupplier(() -> {
                        Map<String, String> defaults = new HashMap<>(DEFAULTS);
                        defaults.put("otel.service.name", service);
                        return defaults;
                    })
                    .addPropertiesCustomizer(config -> given)
                    .build()
                    .getOpenTelemetrySdk();
            return by(sdk);
        } catch (ConfigurationException | IllegalStateException | IllegalArgumentException e) {
            throw new SpecException(
                    "traces cannot be set up as the variables OTEL_… say (the protocol must be http/protobuf): "
                            + innermost(e).getMessage(),
                    e);
        }
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : innermost(cause);
    }

    /// Traces that go where the SDK sends them.
    ///
    /// @param sdk closed with the traces
    public static Tracing by(OpenTelemetrySdk sdk) {
        // A collector that is away must not hold up the end of a service.
        return new Tracing(sdk, () -> sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS));
    }

    private static boolean wanted(Map<String, String> environment) {
        return !"true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))
                && !"none".equalsIgnoreCase(environment.get(EXPORTER))
                && TARGETS.stream()
                        .anyMatch(each -> !environment.getOrDefault(each, "").isBlank());
    }

    private static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_") && !value.isBlank()) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return properties;
    }

    /// True if spans are made.
    public boolean on() {
        return this != OFF;
    }

    /// Makes spans.
    public Tracer tracer() {
        return tracer;
    }

    /// Names a span in a record (W3C Trace Context), so that who reads it can go on.
    public void write(Span span, Headers headers) {
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.root().with(span),
                        headers,
                        (to, name, value) -> headers.add(name, value.getBytes(StandardCharsets.US_ASCII)));
    }

    /// The span that a record names; the root if it names none, or if traces are off.
    public Context read(Headers headers) {
        return on()
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, Tracing::value)
                : Context.root();
    }

    private static @Nullable String value(@Nullable Headers headers, String name) {
        Header header = headers == null ? null : headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }

    /// Sends what is left.
    @Override
    public void close() {
        closing.run();
    }
}
