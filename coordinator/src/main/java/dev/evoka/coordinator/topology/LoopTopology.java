package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.topology.Lanes.SlottedBlock;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import dev.evoka.tracing.Tracing;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/// Builds the topology: runs and fitness in; candidates, updates, progress, best, decisions and dead letters out.
public final class LoopTopology {

    static final String STORE = "runs";
    static final String CANDIDATES = "to-candidates";
    static final String UPDATES = "to-updates";
    static final String PROGRESS = "to-progress";
    static final String BEST = "to-best";
    static final String RUNS = "to-runs";
    static final String FITNESS = "to-fitness";
    static final String DEAD_LETTERS = "to-dead-letters";
    private static final String SOURCE = "events";
    private static final String LOOP = "loop";

    /// The changelog is compacted; small segments let the cleaner work soon, so that a restart reads little.
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.3");

    private LoopTopology() {}

    /// The topology.
    ///
    /// @param slots partitions of evoka.candidates
    /// @param blocks fixed number of blocks a generation; empty = by measured cost
    /// @param tracing where traces of generations go
    public static Topology build(
            ValueSerdes serdes, int slots, OptionalInt blocks, LoopCounters counters, Tracing tracing) {
        return build(serdes, slots, blocks, counters, tracing, System::nanoTime);
    }

    static Topology build(
            ValueSerdes serdes,
            int slots,
            OptionalInt blocks,
            LoopCounters counters,
            Tracing tracing,
            LongSupplier nanoseconds) {
        LoopSettings settings = new LoopSettings(
                slots,
                blocks,
                serdes.deserializer(Run.class),
                serdes.serializer(Run.class),
                serdes.deserializer(BlockFitness.class),
                serdes.serializer(CandidateBlock.class),
                nanoseconds,
                tracing);
        Serializer<SlottedBlock> slotted = (topic, block) -> block.block();
        StringSerializer keys = new StringSerializer();
        return new Topology()
                .addSource(
                        SOURCE,
                        new StringDeserializer(),
                        Serdes.ByteArray().deserializer(),
                        settings.topic(Topic.RUNS),
                        settings.topic(Topic.FITNESS))
                .addProcessor(LOOP, () -> new LoopProcessor(settings, counters), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                                .withCachingDisabled()
                                .withLoggingEnabled(CHANGELOG),
                        LOOP)
                .addSink(CANDIDATES, settings.topic(Topic.CANDIDATES), keys, slotted, new Lanes.Partitioner(), LOOP)
                .addSink(UPDATES, settings.topic(Topic.UPDATES), keys, serdes.serializer(ModelUpdate.class), LOOP)
                .addSink(PROGRESS, settings.topic(Topic.PROGRESS), keys, serdes.serializer(Progress.class), LOOP)
                .addSink(BEST, settings.topic(Topic.BEST), keys, serdes.serializer(Best.class), LOOP)
                .addSink(RUNS, settings.topic(Topic.RUNS), keys, serdes.serializer(Run.class), LOOP)
                .addSink(FITNESS, settings.topic(Topic.FITNESS), keys, serdes.serializer(BlockFitness.class), LOOP)
                .addSink(
                        DEAD_LETTERS,
                        settings.topic(Topic.DEAD_LETTERS),
                        keys,
                        serdes.serializer(DeadLetter.class),
                        LOOP);
    }
}
