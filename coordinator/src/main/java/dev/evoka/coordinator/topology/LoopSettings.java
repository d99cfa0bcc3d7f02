package dev.evoka.coordinator.topology;

import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import dev.evoka.tracing.Tracing;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/// What the processor needs to know.
///
/// @param slots partitions of evoka.candidates
/// @param blocks fixed number of blocks a generation; empty = by measured cost
/// @param runs reads runs
/// @param definitions writes runs into the journal
/// @param fitness reads answers
/// @param candidates writes blocks
/// @param nanoseconds clock for deadlines, whose zero does not matter
/// @param tracing where traces of generations go
record LoopSettings(
        int slots,
        OptionalInt blocks,
        Deserializer<Run> runs,
        Serializer<Run> definitions,
        Deserializer<BlockFitness> fitness,
        Serializer<CandidateBlock> candidates,
        LongSupplier nanoseconds,
        Tracing tracing) {

    String topic(Topic topic) {
        return topic.topicName();
    }
}
