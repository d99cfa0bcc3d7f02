package dev.evoka.coordinator.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts requests. Thread-safe.
final class RequestCounters {

    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final LongAdder nanoseconds = new LongAdder();
    private final LongAdder streams = new LongAdder();

    void count(int status, long elapsed) {
        byStatus.computeIfAbsent(status, each -> new LongAdder()).increment();
        nanoseconds.add(elapsed);
    }

    void opened() {
        streams.increment();
    }

    void closed() {
        streams.decrement();
    }

    void write(MetricsText text) {
        text.metric("evoka_http_requests_total", "counter", "Requests answered, streams of events excluded.");
        new TreeMap<>(byStatus)
                .forEach((status, number) ->
                        text.value("evoka_http_requests_total", Map.of("status", Integer.toString(status)), (double)
                                number.sum()));
        text.metric("evoka_http_request_seconds_total", "counter", "Time that answering took.")
                .value("evoka_http_request_seconds_total", Map.of(), nanoseconds.sum() / 1e9);
        text.metric("evoka_http_streams", "gauge", "Streams of events that are open.")
                .value("evoka_http_streams", Map.of(), (double) streams.sum());
    }
}
