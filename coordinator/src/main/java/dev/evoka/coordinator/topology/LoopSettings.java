package dev.evoka.coordinator.topology;

import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.util.OptionalInt;
import org.apache.kafka.common.serialization.Deserializer;

/// What the processor needs to know.
///
/// @param slots partitions of evoka.candidates
/// @param blocks fixed number of blocks a generation; empty = by measured cost
/// @param runs reads runs
/// @param fitness reads answers
record LoopSettings(int slots, OptionalInt blocks, Deserializer<Run> runs, Deserializer<BlockFitness> fitness) {

    String topic(Topic topic) {
        return topic.topicName();
    }
}
