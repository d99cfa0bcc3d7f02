package dev.evoka.coordinator.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests. Thread-safe.
final class RequestCounters {

    private final Map<Integer, Counter> byStatus = new ConcurrentHashMap<>();
    private final LongAdder nanoseconds = new LongAdder();
    private final LongAdder streams = new LongAdder();
    private final MeterRegistry registry;

    RequestCounters(MeterRegistry registry) {
        this.registry = registry;
        FunctionCounter.builder("evoka.http.request", nanoseconds, each -> each.sum() / 1e9)
                .baseUnit("seconds")
                .description("Time that answering took.")
                .register(registry);
        Gauge.builder("evoka.http.streams", streams, LongAdder::sum)
                .description("Streams of events that are open.")
                .register(registry);
    }

    void count(int status, long elapsed) {
        byStatus.computeIfAbsent(status, this::counter).increment();
        nanoseconds.add(elapsed);
    }

    private Counter counter(int status) {
        return Counter.builder("evoka.http.requests")
                .tag("status", Integer.toString(status))
                .description("Requests answered, streams of events excluded.")
                .register(registry);
    }

    void opened() {
        streams.increment();
    }

    void closed() {
        streams.decrement();
    }
}
