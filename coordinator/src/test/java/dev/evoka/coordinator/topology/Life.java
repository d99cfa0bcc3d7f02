package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.journal.MemoryStore;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import dev.evoka.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;

/// A processor on a store, until it dies.
final class Life {

    /// What goes over the wire.
    record Wire(
            LoopSettings settings,
            Serializer<Run> runs,
            Serializer<BlockFitness> answers,
            Deserializer<CandidateBlock> blocks) {

        static Wire of(RegistryStub registry) {
            ValueSerdes serdes = ValueSerdes.of(Map.of("schema.registry.url", registry.url()));
            LoopSettings settings = new LoopSettings(
                    4,
                    OptionalInt.of(2),
                    serdes.deserializer(Run.class),
                    serdes.serializer(Run.class),
                    serdes.deserializer(BlockFitness.class),
                    serdes.serializer(CandidateBlock.class),
                    () -> 0L,
                    Tracing.OFF);
            return new Wire(
                    settings,
                    serdes.serializer(Run.class),
                    serdes.serializer(BlockFitness.class),
                    serdes.deserializer(CandidateBlock.class));
        }
    }

    private final MockProcessorContext<String, Object> context = new MockProcessorContext<>(new Properties());
    private final Wire wire;
    private final LoopProcessor processor;
    private final MemoryStore store;
    final List<Progress> progress = new ArrayList<>();
    final List<Best> bests = new ArrayList<>();
    final List<ModelUpdate> updates = new ArrayList<>();

    Life(Wire wire, MemoryStore store) {
        this.wire = wire;
        this.store = store;
        processor = new LoopProcessor(wire.settings(), new LoopCounters());
        context.addStateStore(store);
        context.setCurrentSystemTimeMs(Runs.SUBMITTED.toEpochMilli());
        processor.init(context);
        assertThat(context.forwarded()).as("sinks cannot be reached from init").isEmpty();
        tick();
    }

    /// What a new process finds after this one was killed.
    Life die() {
        return new Life(wire, store.copy());
    }

    void tick() {
        for (CapturedPunctuator each : context.scheduledPunctuators()) {
            if (!each.cancelled()) {
                each.getPunctuator().punctuate(Runs.SUBMITTED.toEpochMilli());
            }
        }
    }

    void submit(Run submitted) {
        process(Topic.RUNS, submitted.getRun(), wire.runs().serialize(Topic.RUNS.topicName(), submitted));
    }

    void answer(BlockFitness answer) {
        process(Topic.FITNESS, answer.getRun(), wire.answers().serialize(Topic.FITNESS.topicName(), answer));
    }

    private void process(Topic topic, String key, byte[] value) {
        context.setRecordMetadata(topic.topicName(), 0, 0);
        processor.process(new Record<>(key, value, Runs.SUBMITTED.toEpochMilli() + 1));
    }

    /// Reads what was forwarded since the last time.
    ///
    /// @return blocks
    List<CandidateBlock> blocks() {
        List<CandidateBlock> given = new ArrayList<>();
        for (CapturedForward<? extends String, ?> each : context.forwarded()) {
            switch (each.record().value()) {
                case Lanes.SlottedBlock slotted ->
                    given.add(wire.blocks().deserialize(Topic.CANDIDATES.topicName(), slotted.block()));
                case Progress found -> progress.add(found);
                case Best found -> bests.add(found);
                case ModelUpdate found -> updates.add(found);
                default -> {}
            }
        }
        context.resetForwards();
        return given;
    }

    /// Answers all that is given out until nothing is any more.
    Life finish(Function<CandidateBlock, BlockFitness> evaluator) {
        for (List<CandidateBlock> open = blocks(); !open.isEmpty(); open = blocks()) {
            open.forEach(block -> answer(evaluator.apply(block)));
        }
        tick();
        blocks();
        return this;
    }
}
