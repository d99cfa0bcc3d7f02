package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.coordinator.journal.Told;
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
import dev.evoka.spec.SpecException;
import dev.evoka.topics.DeadLetters;
import dev.evoka.topics.Topic;
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

    private static final int SMALLEST_GROUP_BYTES = 40;

    private static final int MOST_TICKS_UNWRITTEN = 10;

    /// A run and its journal. A run whose record is wrong has no loop: it has failed.
    private static final class Carried {
        Run record;
        final RunJournal journal;
        final @Nullable RunLoop loop;
        final Optional<Progress> failure;
        final List<Output.Progressed> unpublished = new ArrayList<>();
        boolean timeIsOver;
        int ticksUnwritten;

        Carried(Run record, RunJournal journal, RunLoop loop) {
            this.record = record;
            this.journal = journal;
            this.loop = loop;
            this.failure = Optional.empty();
        }

        Carried(Run record, RunJournal journal, Progress failure) {
            this.record = record;
            this.journal = journal;
            this.loop = null;
            this.failure = Optional.of(failure);
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
    private final GenerationTraces traces;
    private final Map<String, Carried> runs = new TreeMap<>();

    /// Ordinals of runs in the store whose records cannot be read: nobody else may take them.
    private final List<Integer> unreadable = new ArrayList<>();
    private ProcessorContext<String, Object> context;
    private KeyValueStore<Bytes, byte[]> store;
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
        Run record;
        try {
            record = decodeDefinition(journal.definition());
        } catch (SerializationException e) {
            LOG.atError().addKeyValue("run", run).log("run cannot be recovered, others go on: {}", e.getMessage());
            unreadable.add(journal.ordinal());
            return;
        }
        try {
            RunLoop loop = new RunLoop(RunDefinition.of(record), cutting(record));
            RunJournal.Recovered recovered = journal.recover();
            recovered.snapshot().ifPresent(loop::restore);
            Carried carried = new Carried(record, journal, loop);
            // The last progress records may have died with the process that wrote the journal.
            for (Told told : recovered.told()) {
                carried.hold(loop.replay(told.errors(), told.milliseconds(), told.failure()));
            }
            loop.obey(record.getWanted(), record.getReason(), now());
            runs.put(run, carried);
            LOG.atInfo()
                    .addKeyValue("run", run)
                    .addKeyValue("generation", loop.tally().generations())
                    .addKeyValue("replayed", recovered.told().size())
                    .log("run recovered");
        } catch (RuntimeException e) {
            runs.put(run, failed(record, journal, e));
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
            publishFailure(carried);
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
            } else if (record.value() == null) {
                throw new SerializationException("no value");
            } else {
                enter(settings.fitness().deserialize(source.topic(), record.value()), record, source);
            }
        } catch (SerializationException e) {
            counters.count(LoopCounters.Kind.MALFORMED);
            deadLetter(record, source, "malformed: " + e.getMessage(), true);
        }
    }

    /// Obeys a run's record, or answers with the one that holds if it asks for what cannot be: it is out of date, or
    /// the
    /// run has ended. So whoever reads the topic sees at last what is obeyed here.
    private void take(Run record) {
        Carried carried = runs.get(record.getRun());
        if (carried == null) {
            start(record);
            return;
        }
        RunLoop loop = carried.loop;
        if (record.equals(carried.record) || loop == null) {
            return;
        }
        boolean outdated = record.getRevision() < carried.record.getRevision();
        boolean extended = !record.getStop().equals(carried.record.getStop());
        if (outdated || (loop.ended() && !extended)) {
            answer(carried.record);
        } else if (extended) {
            extend(carried, loop, record);
        } else if (carried.record.getWanted() != record.getWanted()) {
            // What is wanted applies to the state of now, so that state is kept first.
            write(carried, loop);
            carried.record = record;
            carried.journal.redefine(encodeDefinition(record));
            forward(carried, loop.obey(record.getWanted(), record.getReason(), now()));
            write(carried, loop);
            if (loop.ended()) {
                traces.ended(record.getRun());
            }
        }
    }

    private void answer(Run holds) {
        context.forward(new Record<>(holds.getRun(), (Object) holds, context.currentSystemTimeMs()), LoopTopology.RUNS);
    }

    /// Goes on from the state of now under other stop conditions. The open generation is given out anew.
    private void extend(Carried before, RunLoop loop, Run record) {
        RunLoop extended;
        try {
            extended = new RunLoop(RunDefinition.of(record), cutting(record));
        } catch (SpecException e) {
            LOG.atWarn().addKeyValue("run", record.getRun()).log("extension refused: {}", e.getMessage());
            answer(before.record);
            return;
        }
        write(before, loop);
        // The conditions may look at the past in another way: it must not be replayed under the new ones.
        byte[] state = loop.state();
        before.journal.snapshot(state);
        before.journal.redefine(encodeDefinition(record));
        extended.restore(state);
        Carried carried = new Carried(record, before.journal, extended);
        runs.put(record.getRun(), carried);
        LOG.atInfo().addKeyValue("run", record.getRun()).log("run extended");
        forward(carried, extended.obey(record.getWanted(), record.getReason(), now()));
        forward(carried, extended.publishGoingOn(now()));
        write(carried, extended);
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
        boolean[] used = new boolean[runs.size() + unreadable.size() + 1];
        unreadable.stream().filter(each -> each < used.length).forEach(each -> used[each] = true);
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
        traces.failed(record.getRun());
        Carried failed = failed(record, journal, cause);
        runs.put(record.getRun(), failed);
        publishFailure(failed);
    }

    private void publishFailure(Carried carried) {
        carried.failure.ifPresent(failure -> context.forward(
                new Record<>(failure.getRun(), (Object) failure, context.currentSystemTimeMs()),
                LoopTopology.PROGRESS));
    }

    private static Carried failed(Run record, RunJournal journal, RuntimeException cause) {
        String reason = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        LOG.atError().addKeyValue("run", record.getRun()).setCause(cause).log("run failed");
        Progress failure = new Progress(
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
                reason,
                null);
        return new Carried(record, journal, failure);
    }

    private void enter(BlockFitness block, Record<String, byte[]> record, RecordMetadata source) {
        Carried carried = runs.get(block.getRun());
        if (carried == null || carried.loop == null) {
            counters.count(LoopCounters.Kind.FOREIGN);
            deadLetter(record, source, "foreign: no run " + block.getRun() + " goes on here", false);
            return;
        }
        long arrived = now();
        try {
            Step step = carried.loop.answer(block, record.timestamp(), arrived);
            traces.answered(block, step.verdict(), step.told().isPresent());
            forward(carried, step.outputs());
            step.told().ifPresent(errors -> {
                told(carried, carried.loop, new Told(step.milliseconds(), errors, step.failure()));
                long aggregating = now() - arrived;
                counters.generation(carried.loop.times(), aggregating);
                traces.aggregated(block.getRun(), block.getGeneration(), errors.length, aggregating);
            });
            counters.count(LoopCounters.Kind.of(step.verdict()));
            if (step.verdict() != Verdict.COUNTED) {
                String reason = step.verdict().name().toLowerCase(Locale.ROOT);
                deadLetter(record, source, step.detail().isEmpty() ? reason : reason + ": " + step.detail(), false);
            }
        } catch (RuntimeException e) {
            fail(carried.record, carried.journal, e);
        }
    }

    private void told(Carried carried, RunLoop loop, Told told) {
        carried.journal.append(told);
        if (loop.ended()
                || loop.logged()
                || carried.journal.unwritten() >= MOST_UNWRITTEN_BYTES
                || carried.unpublished.size() >= MOST_UNPUBLISHED) {
            write(carried, loop);
        }
    }

    /// Publishes the progress held back, then writes down what was told: in this order, so that what the journal has is
    /// published. Both wait for the clock to tick, since they cost Kafka more than a generation's own two records.
    private void write(Carried carried, RunLoop loop) {
        publishProgress(carried);
        carried.ticksUnwritten = 0;
        byte[] state = carried.journal.snapshotMayBeDue() || loop.ended() ? loop.state() : null;
        if (state != null && (loop.ended() || carried.journal.snapshotDue(state.length))) {
            carried.journal.snapshot(state);
        } else {
            carried.journal.flush();
        }
    }

    private void publishProgress(Carried carried) {
        long at = context.currentSystemTimeMs();
        for (Output.Progressed each : carried.unpublished) {
            context.forward(new Record<>(carried.record.getRun(), (Object) each.progress(), at), LoopTopology.PROGRESS);
        }
        carried.unpublished.clear();
    }

    /// What would make a small group waits a little for more: the frame around it takes more bytes than its errors.
    private void writeIfDue(Carried carried, RunLoop loop) {
        publishProgress(carried);
        if (carried.journal.unwritten() > 0
                && (carried.journal.unwritten() >= SMALLEST_GROUP_BYTES
                        || ++carried.ticksUnwritten >= MOST_TICKS_UNWRITTEN)) {
            write(carried, loop);
        }
    }

    private void tick(long at) {
        for (Carried carried : runs.values()) {
            RunLoop loop = carried.loop;
            if (loop == null) {
                continue;
            }
            writeIfDue(carried, loop);
            if (loop.ended()) {
                continue;
            }
            forward(carried, loop.tick(now()), LoopCounters.Again.OVERDUE);
            Optional<Duration> limit = loop.definition().stop().time();
            if (limit.isPresent()
                    && !carried.timeIsOver
                    && at - loop.definition().submitted() >= limit.get().toMillis()) {
                carried.timeIsOver = true;
                want(carried.record, WantedState.FINISHED, "stop.time is over", at);
            }
        }
    }

    /// A decision is obeyed when it is read back.
    private void want(Run run, WantedState state, String reason, long at) {
        Run wanted = Run.newBuilder(run)
                .setWanted(state)
                .setReason(reason)
                .setRevision(run.getRevision() + 1)
                .build();
        context.forward(new Record<>(wanted.getRun(), (Object) wanted, at), LoopTopology.RUNS);
    }

    private void forward(Carried carried, List<Output> outputs) {
        forward(carried, outputs, LoopCounters.Again.FAILED);
    }

    /// @param reason why blocks are given out again, if any are
    private void forward(Carried carried, List<Output> outputs, LoopCounters.Again reason) {
        String run = carried.record.getRun();
        long at = context.currentSystemTimeMs();
        List<Lanes.SlottedBlock> blocks = encoded(carried, outputs, reason);
        for (Lanes.SlottedBlock block : blocks) {
            context.forward(new Record<>(run, (Object) block, at, block.headers()), LoopTopology.CANDIDATES);
        }
        for (Output output : outputs) {
            switch (output) {
                case Output.Give give -> {}
                case Output.Changed changed ->
                    context.forward(new Record<>(run, (Object) changed.update(), at), LoopTopology.UPDATES);
                case Output.Refused refused -> want(carried.record, WantedState.FAILED, refused.reason(), at);
                case Output.Progressed progressed -> carried.hold(progressed);
                case Output.Found found -> context.forward(new Record<>(run, found.best(), at), LoopTopology.BEST);
                case Output.GiveUp giveUp -> {
                    counters.givenUp();
                    context.forward(new Record<>(run, giveUp.failure(), at), LoopTopology.FITNESS);
                }
            }
        }
    }

    /// All blocks of a step are encoded before the first is sent: then they leave in one request.
    private List<Lanes.SlottedBlock> encoded(Carried carried, List<Output> outputs, LoopCounters.Again reason) {
        List<Lanes.SlottedBlock> blocks = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Give give) {
                if (give.block().getAttempt() > 0) {
                    counters.again(reason);
                }
                int shard = give.block().getShard();
                int slot = Lanes.slot(give.lane(), shard, carried.record.getShards());
                byte[] bytes = settings.candidates().serialize(settings.topic(Topic.CANDIDATES), give.block());
                blocks.add(new Lanes.SlottedBlock(bytes, slot, traces.given(give.block(), slot)));
            }
        }
        return blocks;
    }

    private void deadLetter(Record<String, byte[]> record, RecordMetadata source, String reason, boolean whole) {
        LOG.atDebug()
                .addKeyValue("topic", source.topic())
                .addKeyValue("partition", source.partition())
                .addKeyValue("offset", source.offset())
                .log(reason);
        DeadLetter letter = DeadLetters.of(
                source.topic(),
                source.partition(),
                source.offset(),
                reason,
                record.key(),
                whole ? record.value() : null);
        context.forward(new Record<>(source.topic(), letter, context.currentSystemTimeMs()), LoopTopology.DEAD_LETTERS);
    }

    /// With the identifier of its schema, so that a later version can read it.
    private byte[] encodeDefinition(Run run) {
        return settings.definitions().serialize(settings.topic(Topic.RUNS), run);
    }

    private Run decodeDefinition(byte[] bytes) {
        return settings.runs().deserialize(settings.topic(Topic.RUNS), bytes);
    }

    @Override
    public void close() {
        traces.close();
    }

    private long now() {
        return settings.nanoseconds().getAsLong();
    }
}
