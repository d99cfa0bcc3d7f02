package dev.evoka.evaluator.vitals;

import dev.evoka.evaluator.vitals.Vitals.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/// An evaluator's counts, measured.
///
/// @param vitals what is counted
record VitalsMeters(Vitals vitals) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("threads", "Blocks that can be evaluated at the same time.", Counts::threads)
                .register(registry);
        gauge("slots", "Partitions of evoka.candidates that are served.", Counts::slots)
                .register(registry);
        gauge("blocks.waiting", "Blocks taken and not begun.", Counts::waiting).register(registry);
        gauge("blocks.working", "Blocks in work.", Counts::working).register(registry);
        counter("blocks", "Blocks answered.", Counts::answered).register(registry);
        counter("blocks.failed", "Blocks with a candidate that failed.", Counts::failed)
                .register(registry);
        counter("evaluations", "Candidates evaluated, each on one shard.", Counts::evaluations)
                .register(registry);
        counter("busy", "Time of all threads that went into blocks.", Counts::busySeconds)
                .baseUnit("seconds")
                .register(registry);
        Runtime runtime = Runtime.getRuntime();
        gauge("heap.used", "Heap in use.", counts -> runtime.totalMemory() - runtime.freeMemory())
                .baseUnit("bytes")
                .register(registry);
        gauge("heap.limit", "Heap at most.", counts -> runtime.maxMemory())
                .baseUnit("bytes")
                .register(registry);
    }

    private Gauge.Builder<Vitals> gauge(String name, String help, ToDoubleFunction<Counts> value) {
        return Gauge.builder("evoka.evaluator." + name, vitals, each -> value.applyAsDouble(each.counts()))
                .description(help);
    }

    private FunctionCounter.Builder<Vitals> counter(String name, String help, ToDoubleFunction<Counts> value) {
        return FunctionCounter.builder("evoka.evaluator." + name, vitals, each -> value.applyAsDouble(each.counts()))
                .description(help);
    }
}
