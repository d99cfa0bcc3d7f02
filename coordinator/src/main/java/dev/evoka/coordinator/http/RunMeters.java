package dev.evoka.coordinator.http;

import dev.evoka.coordinator.run.RunState;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Meters of runs, which come and go. Runs that have ended are counted, not listed: there may be thousands.
final class RunMeters {

    private static final String LIVING = " Only runs that have not ended.";

    /// A run's newest point, and its meters.
    private static final class Living {
        volatile Point newest;
        final List<Meter> meters;

        Living(String run, Point newest, MeterRegistry registry) {
            this.newest = newest;
            Tags tags = Tags.of("run", run);
            meters = List.of(
                    counter("evoka.run.generations", point -> point.generation() + 1.0)
                            .tags(tags)
                            .description("Generations completed." + LIVING)
                            .register(registry),
                    counter("evoka.run.evaluations", Point::evaluations)
                            .tags(tags)
                            .description("Candidates evaluated." + LIVING)
                            .register(registry),
                    counter("evoka.run.failed", Point::failed)
                            .tags(tags)
                            .description("Candidates that could not be evaluated." + LIVING)
                            .register(registry),
                    Gauge.builder("evoka.run.best.error", this, each -> each.newest.best())
                            .tags(tags)
                            .description("Smallest error so far." + LIVING)
                            .register(registry));
        }

        private FunctionCounter.Builder<Living> counter(String name, ToDoubleFunction<Point> value) {
            return FunctionCounter.builder(name, this, each -> value.applyAsDouble(each.newest));
        }
    }

    private final MeterRegistry registry;
    private final MultiGauge states;
    private final Map<String, Living> living = new HashMap<>();

    RunMeters(MeterRegistry registry) {
        this.registry = registry;
        this.states =
                MultiGauge.builder("evoka.runs").description("Runs by state.").register(registry);
    }

    /// Measures these runs, and no others any more.
    void renew(List<RunStatus> runs) {
        Map<RunState, Integer> numbers = new EnumMap<>(RunState.class);
        runs.forEach(run -> numbers.merge(run.state(), 1, Integer::sum));
        states.register(
                Arrays.stream(RunState.values())
                        .map(state -> MultiGauge.Row.of(Tags.of("state", state.word()), numbers.getOrDefault(state, 0)))
                        .toList(),
                true);
        List<RunStatus> open = runs.stream().filter(run -> !run.state().ended()).toList();
        forgetAllBut(open.stream().map(RunStatus::id).collect(Collectors.toSet()));
        for (RunStatus run : open) {
            run.newest()
                    .ifPresent(point ->
                            living.computeIfAbsent(run.id(), id -> new Living(id, point, registry)).newest = point);
        }
    }

    private void forgetAllBut(Set<String> ids) {
        living.entrySet().removeIf(entry -> {
            boolean ended = !ids.contains(entry.getKey());
            if (ended) {
                entry.getValue().meters.forEach(registry::remove);
            }
            return ended;
        });
    }
}
