package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.Told;
import dev.evoka.coordinator.loop.RunLoop.Step;
import dev.evoka.coordinator.loop.Verdict;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.WantedState;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Carries the loops of a task's runs on Kafka Streams: reads runs and fitness, keeps journals, forwards what the loops
/// publish. Knows nothing of optimisation.
final class LoopProcessor implements Processor<String, byte[], String, Object> {

    private static final Duration TICK = Duration.ofMillis(100);

    private final LoopSettings settings;
    private final LoopCounters counters;
    private final GenerationTraces traces;
    private final CarriedRuns runs = new CarriedRuns();
    private ProcessorContext<String, Object> context;
    private LoopSinks sinks;
    private UnusedRecords unused;
    private RunTransitions transitions;
    private @Nullable Cancellable opening;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    LoopProcessor(LoopSettings settings, LoopCounters counters) {
        this.settings = settings;
        this.counters = counters;
        this.traces = new GenerationTraces(settings.tracing());
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(LoopTopology.STORE);
        RunRecords records = new RunRecords(settings);
        sinks = new LoopSinks(context, settings, counters, traces);
        unused = new UnusedRecords(context, counters);
        transitions = new RunTransitions(store, records, runs, sinks, traces);
        new Recovery(store, records, runs, settings.nanoseconds()).recover();
        // What was under way when the last instance died may be lost. Sinks can't be reached from here: the first
        // tick publishes.
        opening = context.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, at -> publishOpen());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void publishOpen() {
        if (opening != null) {
            opening.cancel();
            opening = null;
        }
        for (Carried each : runs.all()) {
            switch (each) {
                case CarriedLoop carried ->
                    sinks.publish(carried, carried.loop().publishOpen(sinks.now()));
                case FailedRun failed -> sinks.progress(failed.progress());
            }
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without topic, partition and offset"));
        try {
            if (source.topic().equals(settings.topic(Topic.RUNS))) {
                if (record.value() != null) {
                    transitions.obey(settings.runs().deserialize(source.topic(), record.value()));
                }
            } else if (record.value() == null) {
                throw new SerializationException("no value");
            } else {
                enter(settings.fitness().deserialize(source.topic(), record.value()), record, source);
            }
        } catch (SerializationException e) {
            unused.malformed(record, source, e);
        }
    }

    private void enter(BlockFitness block, Record<String, byte[]> record, RecordMetadata source) {
        Optional<Carried> known = runs.find(block.getRun());
        if (known.isEmpty() || !(known.get() instanceof CarriedLoop carried)) {
            unused.foreign(record, source, block.getRun());
            return;
        }
        long arrived = sinks.now();
        try {
            Step step = carried.loop().answer(block, record.timestamp(), arrived);
            traces.answered(block, step.verdict(), step.told().isPresent());
            sinks.publish(carried, step.outputs());
            step.told().ifPresent(errors -> {
                carried.tell(new Told(step.milliseconds(), errors, step.failure()), sinks);
                long aggregating = sinks.now() - arrived;
                counters.generation(carried.loop().times(), aggregating);
                traces.aggregated(block.getRun(), block.getGeneration(), errors.length, aggregating);
            });
            counters.count(LoopCounters.Kind.of(step.verdict()));
            if (step.verdict() != Verdict.COUNTED) {
                unused.ignored(record, source, step.verdict(), step.detail());
            }
        } catch (RuntimeException e) {
            transitions.fail(carried.record(), carried.journal(), e);
        }
    }

    private void tick(long at) {
        for (Carried each : runs.all()) {
            if (!(each instanceof CarriedLoop carried)) {
                continue;
            }
            carried.writeIfDue(sinks);
            if (carried.loop().ended()) {
                continue;
            }
            sinks.publish(carried, carried.loop().tick(sinks.now()), LoopCounters.Again.OVERDUE);
            if (carried.timeIsOver(at)) {
                sinks.want(carried.record(), WantedState.FINISHED, "stop.time is over", at);
            }
        }
    }

    @Override
    public void close() {
        traces.close();
    }
}
