package dev.evoka.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/// The meters of a process. Micrometer's name `evoka.loop.records` of a counter is Prometheus'
/// `evoka_loop_records_total`. Thread-safe.
public final class Meters implements AutoCloseable {

    /// Media type of [#text()].
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<MeterBinder> binders;
    private boolean bound;

    /// Meters of the JVM's memory, of the time since the start, and more. They are made when they are first asked for:
    /// a Kafka client has hundreds, which would hold a start up.
    ///
    /// @param binders what else is measured; those that can be closed are closed with the meters
    public Meters(List<? extends MeterBinder> binders) {
        this.binders = List.copyOf(binders);
    }

    /// Where meters are added.
    public MeterRegistry registry() {
        return registry;
    }

    /// All meters as they stand, in Prometheus' text format, version 0.0.4.
    public String text() {
        bind();
        return registry.scrape();
    }

    private synchronized void bind() {
        if (!bound) {
            new JvmMemoryMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
            binders.forEach(each -> each.bindTo(registry));
            bound = true;
        }
    }

    /// Measures no more.
    @Override
    public void close() {
        // A binder of Kafka's meters looks for new ones from time to time, in a thread of its own.
        for (MeterBinder binder : binders) {
            if (binder instanceof AutoCloseable open) {
                close(open);
            }
        }
        registry.close();
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException("meters cannot be closed: " + e.getMessage(), e);
        }
    }
}
