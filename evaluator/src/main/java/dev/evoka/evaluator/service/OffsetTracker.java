package dev.evoka.evaluator.service;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Which blocks are answered: what may be committed of a partition is the lowest unanswered offset. Thread-safe.
final class OffsetTracker {

    private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    synchronized void taken(TopicPartition partition, long offset) {
        open.computeIfAbsent(partition, p -> new TreeSet<>()).add(offset);
        next.merge(partition, offset + 1, Math::max);
    }

    /// All records before this offset were seen.
    synchronized void passed(TopicPartition partition, long offset) {
        next.merge(partition, offset, Math::max);
    }

    synchronized void answered(TopicPartition partition, long offset) {
        TreeSet<Long> offsets = open.get(partition);
        if (offsets != null) {
            offsets.remove(offset);
        }
    }

    synchronized void forget(TopicPartition partition) {
        open.remove(partition);
        next.remove(partition);
    }

    /// Blocks that are not answered yet.
    synchronized int unanswered() {
        return open.values().stream().mapToInt(TreeSet::size).sum();
    }

    synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, after) -> {
            TreeSet<Long> unanswered = open.get(partition);
            long offset = unanswered == null || unanswered.isEmpty() ? after : unanswered.first();
            offsets.put(partition, new OffsetAndMetadata(offset));
        });
        return offsets;
    }
}
