package dev.evoka.evaluator.vitals;

import java.util.Locale;

/// An evaluator's counts in Prometheus' text format, version 0.0.4.
final class PrometheusText {

    private final StringBuilder text = new StringBuilder();

    private PrometheusText() {}

    static String of(Vitals.Counts counts) {
        PrometheusText all = new PrometheusText();
        all.add("threads", "gauge", "Blocks that can be evaluated at the same time.", counts.threads());
        all.add("slots", "gauge", "Partitions of evoka.candidates that are served.", counts.slots());
        all.add("blocks_waiting", "gauge", "Blocks taken and not begun.", counts.waiting());
        all.add("blocks_working", "gauge", "Blocks in work.", counts.working());
        all.add("blocks_total", "counter", "Blocks answered.", counts.answered());
        all.add("blocks_failed_total", "counter", "Blocks with a candidate that failed.", counts.failed());
        all.add("evaluations_total", "counter", "Candidates evaluated, each on one shard.", counts.evaluations());
        all.add("busy_seconds_total", "counter", "Time of all threads that went into blocks.", counts.busySeconds());
        Runtime runtime = Runtime.getRuntime();
        all.add("heap_used_bytes", "gauge", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
        all.add("heap_limit_bytes", "gauge", "Heap at most.", runtime.maxMemory());
        return all.text.toString();
    }

    private void add(String name, String type, String help, long value) {
        head(name, type, help).append(value).append('\n');
    }

    private void add(String name, String type, String help, double value) {
        head(name, type, help).append(String.format(Locale.ROOT, "%.6f", value)).append('\n');
    }

    private StringBuilder head(String name, String type, String help) {
        String whole = "evoka_evaluator_" + name;
        return text.append("# HELP %s %s\n# TYPE %s %s\n%s ".formatted(whole, help, whole, type, whole));
    }
}
