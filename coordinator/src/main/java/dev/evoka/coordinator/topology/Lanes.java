package dev.evoka.coordinator.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.StreamPartitioner;

/// Slots: slot `s` (a partition of evoka.candidates) serves shard `s mod S`, lane `s div S`.
final class Lanes {

    /// A block as it goes over the wire, its slot, and the headers of its record.
    record SlottedBlock(byte[] block, int slot, Headers headers) {}

    private Lanes() {}

    /// Number of lanes of each shard.
    static int count(int slots, int shards) {
        return Math.max(1, slots / shards);
    }

    static int slot(int lane, int shard, int shards) {
        return lane * shards + shard;
    }

    /// Sends a block to its slot.
    static final class Partitioner implements StreamPartitioner<String, SlottedBlock> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, String key, SlottedBlock value, int partitions) {
            return Optional.of(Set.of(value.slot() % partitions));
        }
    }
}
