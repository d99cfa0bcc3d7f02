package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.coordinator.loop.Cutting;
import dev.evoka.coordinator.loop.Output;
import dev.evoka.coordinator.loop.RunLoop;
import dev.evoka.coordinator.loop.RunLoop.Step;
import dev.evoka.coordinator.loop.Verdict;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the loops of a task's runs on Kafka Streams: reads runs and fitness, keeps journals, forwards what the loops
/// publish. Knows nothing of optimisation.
final class LoopProcessor implements Processor<String, byte[], String, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(LoopProcessor.class);
    private static final Duration TICK = Duration.ofMillis(100);

    /// More than this is not held back until the next tick.
    private static final int MOST_UNWRITTEN_BYTES = 256 * 1024;

    private static final int MOST_UNPUBLISHED = 1_000;

    /// A run and its journal. A run whose record is wrong has no loop: it has failed.
    private static final class Carried {
        Run record;
        final RunJournal journal;
        final @Nullable RunLoop loop;
        final List<Output.Progressed> unpublished = new ArrayList<>();
        boolean timeIsOver;

        Carried(Run record, RunJournal journal, @Nullable RunLoop loop) {
            this.record = record;
            this.journal = journal;
            this.loop = loop;
        }

        /// Keeps a progress record until the next tick, and no more than the newest ones.
        void hold(Output.Progressed progress) {
            if (unpublished.size() == MOST_UNPUBLISHED) {
                unpublished.removeFirst();
            }
            unpublished.add(progress);
        }
    }

    private final LoopSettings settings;
    private final LoopCounters counters;
    private final Map<String, Carried> runs = new TreeMap<>();
    private ProcessorContext<String, Object> context;
    private KeyValueStore<Bytes, byte[]> store;
    private @Nullable Cancellable opening;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    LoopProcessor(LoopSettings settings, LoopCounters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        store = processorContext.getStateStore(LoopTopology.STORE);
        for (String run : RunJournal.runs(store)) {
            recover(run);
        }
        // What was under way when the last instance died may be lost. Sinks can't be reached from here: the first tick
        // publishes.
        opening = processorContext.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, at -> publishOpen());
        processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    private void recover(String run) {
        RunJournal journal = RunJournal.open(store, run);
        Run record = decodeDefinition(journal.definition());
        try {
            RunLoop loop = new RunLoop(RunDefinition.of(record), cutting(record));
            RunJournal.Recovered recovered = journal.recover();
            recovered.snapshot().ifPresent(loop::restore);
            Carried carried = new Carried(record, journal, loop);
            // The last progress records may have died with the process that wrote the journal.
            for (RunJournal.Told told : recovered.told()) {
                carried.hold(loop.replay(told.errors(), told.milliseconds()));
            }
            loop.obey(record.getWanted(), record.getReason(), now());
            runs.put(run, carried);
            LOG.atInfo()
                    .addKeyValue("run", run)
                    .addKeyValue("generation", loop.tally().generations())
                    .addKeyValue("replayed", recovered.told().size())
                    .log("run recovered");
        } catch (RuntimeException e) {
            fail(record, journal, e);
        }
    }

    private void publishOpen() {
        if (opening != null) {
            opening.cancel();
            opening = null;
        }
        for (Carried carried : runs.values()) {
            if (carried.loop != null) {
                forward(carried, carried.loop.publishOpen(now()));
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
                    take(settings.runs().deserialize(source.topic(), record.value()));
                }
            } else {
                enter(settings.fitness().deserialize(source.topic(), record.value()), record, source);
            }
        } catch (SerializationException e) {
            counters.count(LoopCounters.Kind.MALFORMED);
            deadLetter(record, source, "malformed: " + e.getMessage(), true);
        }
    }

    private void take(Run record) {
        Carried carried = runs.get(record.getRun());
        if (carried == null) {
            start(record);
            return;
        }
        if (carried.record.getWanted() == record.getWanted() || carried.loop == null) {
            return;
        }
        // What is wanted applies to the state of now, so that state is kept first.
        write(carried, carried.loop);
        carried.record = record;
        carried.journal.redefine(encodeDefinition(record));
        forward(carried, carried.loop.obey(record.getWanted(), record.getReason(), now()));
        write(carried, carried.loop);
    }

    private void start(Run record) {
        RunJournal journal = RunJournal.start(store, record.getRun(), freeOrdinal(), encodeDefinition(record));
        try {
            RunLoop loop = new RunLoop(RunDefinition.of(record), cutting(record));
            Carried carried = new Carried(record, journal, loop);
            runs.put(record.getRun(), carried);
            LOG.atInfo().addKeyValue("run", record.getRun()).log("run started");
            forward(carried, loop.obey(record.getWanted(), record.getReason(), now()));
            forward(carried, loop.publishOpen(now()));
        } catch (RuntimeException e) {
            fail(record, journal, e);
        }
    }

    private int freeOrdinal() {
        boolean[] used = new boolean[runs.size() + 1];
        for (Carried carried : runs.values()) {
            if (carried.journal.ordinal() < used.length) {
                used[carried.journal.ordinal()] = true;
            }
        }
        int ordinal = 0;
        while (used[ordinal]) {
            ordinal++;
        }
        return ordinal;
    }

    private Cutting cutting(Run run) {
        if (run.getShards() > settings.slots()) {
            throw new IllegalArgumentException(
                    "objective.shards must be ≤ %d, the partitions of %s, but was %d: use fewer shards or add partitions"
                            .formatted(settings.slots(), settings.topic(Topic.CANDIDATES), run.getShards()));
        }
        return new Cutting(Lanes.count(settings.slots(), run.getShards()), settings.blocks());
    }

    /// A run that its record or the optimizer makes impossible fails alone; the others go on.
    private void fail(Run record, RunJournal journal, RuntimeException cause) {
        String reason = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        LOG.atError().addKeyValue("run", record.getRun()).setCause(cause).log("run failed");
        runs.put(record.getRun(), new Carried(record, journal, null));
        Progress failed = new Progress(
                record.getRun(),
                -1L,
                0L,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0L,
                0.0,
                "failed",
                reason);
        context.forward(new Record<>(record.getRun(), failed, context.currentSystemTimeMs()), LoopTopology.PROGRESS);
    }

    private void enter(BlockFitness block, Record<String, byte[]> record, RecordMetadata source) {
        Carried carried = runs.get(block.getRun());
        if (carried == null || carried.loop == null) {
            counters.count(LoopCounters.Kind.FOREIGN);
            deadLetter(record, source, "foreign: no run " + block.getRun() + " goes on here", false);
            return;
        }
        try {
            Step step = carried.loop.answer(block, record.timestamp(), now());
            forward(carried, step.outputs());
            step.told().ifPresent(errors -> told(carried, carried.loop, errors, step.milliseconds()));
            counters.count(LoopCounters.Kind.of(step.verdict()));
            if (step.verdict() != Verdict.COUNTED) {
                String reason = step.verdict().name().toLowerCase(Locale.ROOT);
                deadLetter(record, source, step.detail().isEmpty() ? reason : reason + ": " + step.detail(), false);
            }
        } catch (RuntimeException e) {
            fail(carried.record, carried.journal, e);
        }
    }

    private void told(Carried carried, RunLoop loop, double[] errors, long milliseconds) {
        carried.journal.append(new RunJournal.Told(milliseconds, errors));
        counters.generation();
        if (loop.ended()
                || carried.journal.unwritten() >= MOST_UNWRITTEN_BYTES
                || carried.unpublished.size() >= MOST_UNPUBLISHED) {
            write(carried, loop);
        }
    }

    /// Publishes the progress held back, then writes down what was told: in this order, so that what the journal has is
    /// published. Both wait for the clock to tick, since they cost Kafka more than a generation's own two records.
    private void write(Carried carried, RunLoop loop) {
        long at = context.currentSystemTimeMs();
        for (Output.Progressed each : carried.unpublished) {
            context.forward(new Record<>(carried.record.getRun(), (Object) each.progress(), at), LoopTopology.PROGRESS);
        }
        carried.unpublished.clear();
        byte[] state = carried.journal.snapshotMayBeDue() || loop.ended() ? loop.state() : null;
        if (state != null && (loop.ended() || carried.journal.snapshotDue(state.length))) {
            carried.journal.snapshot(state);
        } else {
            carried.journal.flush();
        }
    }

    private void tick(long at) {
        for (Carried carried : runs.values()) {
            RunLoop loop = carried.loop;
            if (loop == null) {
                continue;
            }
            if (!carried.unpublished.isEmpty()) {
                write(carried, loop);
            }
            if (loop.ended()) {
                continue;
            }
            forward(carried, loop.tick(now()));
            Optional<Duration> limit = loop.definition().stop().time();
            if (limit.isPresent()
                    && !carried.timeIsOver
                    && at - loop.definition().submitted() >= limit.get().toMillis()) {
                carried.timeIsOver = true;
                Run over = Run.newBuilder(carried.record)
                        .setWanted(WantedState.FINISHED)
                        .setReason("stop.time is over")
                        .build();
                context.forward(new Record<>(over.getRun(), (Object) over, at), LoopTopology.RUNS);
            }
        }
    }

    private void forward(Carried carried, List<Output> outputs) {
        String run = carried.record.getRun();
        long at = context.currentSystemTimeMs();
        for (Output output : outputs) {
            switch (output) {
                case Output.Give give -> {
                    int shard = give.block().getShard();
                    int slot = Lanes.slot(give.lane(), shard, carried.record.getShards());
                    context.forward(
                            new Record<>(run, new Lanes.SlottedBlock(give.block(), slot), at), LoopTopology.CANDIDATES);
                }
                case Output.Progressed progressed -> carried.hold(progressed);
                case Output.Found found -> context.forward(new Record<>(run, found.best(), at), LoopTopology.BEST);
                case Output.GiveUp giveUp ->
                    context.forward(new Record<>(run, giveUp.failure(), at), LoopTopology.FITNESS);
            }
        }
    }

    private void deadLetter(Record<String, byte[]> record, RecordMetadata source, String reason, boolean whole) {
        LOG.atDebug()
                .addKeyValue("topic", source.topic())
                .addKeyValue("partition", source.partition())
                .addKeyValue("offset", source.offset())
                .log(reason);
        DeadLetter letter = new DeadLetter(
                source.topic(),
                source.partition(),
                source.offset(),
                reason,
                record.key() == null ? null : ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)),
                whole && record.value() != null ? ByteBuffer.wrap(record.value()) : null);
        context.forward(new Record<>(source.topic(), letter, context.currentSystemTimeMs()), LoopTopology.DEAD_LETTERS);
    }

    private static byte[] encodeDefinition(Run run) {
        try {
            ByteBuffer encoded = run.toByteBuffer();
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Run decodeDefinition(byte[] bytes) {
        try {
            return Run.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long now() {
        return System.nanoTime();
    }
}
