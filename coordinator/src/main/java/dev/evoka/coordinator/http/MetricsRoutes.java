package dev.evoka.coordinator.http;

import dev.evoka.coordinator.run.RunState;
import dev.evoka.coordinator.topology.LoopCounters;
import dev.evoka.coordinator.view.Advice;
import dev.evoka.coordinator.view.Evaluators;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Metrics for Prometheus. Runs that have ended are counted, not listed: there may be thousands.
final class MetricsRoutes {

    private final Runs runs;
    private final Evaluators evaluators;
    private final LoopCounters counters;
    private final RequestCounters requests;
    private final InstantSource clock;

    MetricsRoutes(
            Runs runs, Evaluators evaluators, LoopCounters counters, RequestCounters requests, InstantSource clock) {
        this.runs = runs;
        this.evaluators = evaluators;
        this.counters = counters;
        this.requests = requests;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/metrics",
                (request, open) -> Response.of(200, MetricsText.TYPE, text().getBytes(StandardCharsets.UTF_8))));
    }

    private String text() {
        MetricsText text = new MetricsText();
        List<RunStatus> all = runs.all();
        states(text, all);
        List<RunStatus> living =
                all.stream().filter(run -> !run.state().ended()).toList();
        run(
                text,
                living,
                "evoka_run_generations_total",
                "counter",
                "Generations completed.",
                point -> point.generation() + 1.0);
        run(text, living, "evoka_run_evaluations_total", "counter", "Candidates evaluated.", Point::evaluations);
        run(
                text,
                living,
                "evoka_run_failed_total",
                "counter",
                "Candidates that could not be evaluated.",
                Point::failed);
        run(text, living, "evoka_run_best_error", "gauge", "Smallest error so far.", Point::best);
        text.metric("evoka_loop_records_total", "counter", "Answers that this instance read, by what became of them.");
        for (LoopCounters.Kind kind : LoopCounters.Kind.values()) {
            text.value("evoka_loop_records_total", Map.of("kind", kind.name().toLowerCase(Locale.ROOT)), (double)
                    counters.records(kind));
        }
        text.metric("evoka_loop_generations_total", "counter", "Generations that this instance completed.")
                .value("evoka_loop_generations_total", Map.of(), (double) counters.generations());
        text.metric(
                        "evoka_loop_generation_seconds_total",
                        "counter",
                        "From giving generations out to their last answers.")
                .value("evoka_loop_generation_seconds_total", Map.of(), counters.seconds());
        text.metric(
                        "evoka_loop_slowest_seconds_total",
                        "counter",
                        "Of these, while no more than a tenth of a generation's blocks was out: waiting for the slowest.")
                .value("evoka_loop_slowest_seconds_total", Map.of(), counters.slowestSeconds());
        text.metric("evoka_loop_blocks_again_total", "counter", "Blocks given out again, overdue or failed.")
                .value("evoka_loop_blocks_again_total", Map.of(), (double) counters.blocksAgain());
        evaluators(text);
        requests.write(text);
        process(text);
        return text.toString();
    }

    private static void states(MetricsText text, List<RunStatus> all) {
        Map<RunState, Integer> numbers = new EnumMap<>(RunState.class);
        all.forEach(run -> numbers.merge(run.state(), 1, Integer::sum));
        text.metric("evoka_runs", "gauge", "Runs by state.");
        for (RunState state : RunState.values()) {
            text.value("evoka_runs", Map.of("state", state.word()), numbers.getOrDefault(state, 0));
        }
    }

    private static void run(
            MetricsText text,
            List<RunStatus> living,
            String name,
            String kind,
            String help,
            ToDoubleFunction<Point> value) {
        text.metric(name, kind, help + " Only runs that have not ended.");
        living.forEach(run ->
                run.newest().ifPresent(point -> text.value(name, Map.of("run", run.id()), value.applyAsDouble(point))));
    }

    private void evaluators(MetricsText text) {
        List<Evaluators.Seen> alive = evaluators.all(clock.millis()).stream()
                .filter(Evaluators.Seen::alive)
                .toList();
        text.metric("evoka_evaluators", "gauge", "Evaluators that show signs of life.")
                .value("evoka_evaluators", Map.of(), alive.size());
        Advice advice = Advice.of(runs.active(), evaluators.all(clock.millis()));
        text.metric("evoka_evaluators_wanted", "gauge", "How many evaluators would do; 0 while no run is active.")
                .value("evoka_evaluators_wanted", Map.of(), advice.wanted());
        // Their other numbers they tell themselves.
        text.metric("evoka_evaluator_lag", "gauge", "Blocks in the slots of an evaluator that it has not taken yet.");
        for (Evaluators.Seen each : alive) {
            if (each.status().getLag() >= 0) {
                text.value(
                        "evoka_evaluator_lag", Map.of("evaluator", each.status().getEvaluator()), (double)
                                each.status().getLag());
            }
        }
    }

    private static void process(MetricsText text) {
        Runtime runtime = Runtime.getRuntime();
        text.metric("process_uptime_seconds", "gauge", "Time since the process started.")
                .value(
                        "process_uptime_seconds",
                        Map.of(),
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
        text.metric("jvm_memory_used_bytes", "gauge", "Heap in use.")
                .value("jvm_memory_used_bytes", Map.of("area", "heap"), (double)
                        (runtime.totalMemory() - runtime.freeMemory()));
        text.metric("jvm_memory_max_bytes", "gauge", "Largest heap.")
                .value("jvm_memory_max_bytes", Map.of("area", "heap"), (double) runtime.maxMemory());
    }
}
