package dev.evoka.evaluator.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Which blocks are answered, and what the others weigh: what may be committed of a partition is the lowest unanswered
/// offset. Thread-safe.
final class OffsetTracker {

    private final Map<TopicPartition, TreeMap<Long, Integer>> open = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private int unanswered;
    private long bytes;

    /// @param size what the block takes in memory, in bytes
    synchronized void taken(TopicPartition partition, long offset, int size) {
        if (open.computeIfAbsent(partition, p -> new TreeMap<>()).putIfAbsent(offset, size) == null) {
            unanswered++;
            bytes += size;
        }
        next.merge(partition, offset + 1, Math::max);
    }

    /// All records before this offset were seen.
    synchronized void passed(TopicPartition partition, long offset) {
        next.merge(partition, offset, Math::max);
    }

    synchronized void answered(TopicPartition partition, long offset) {
        TreeMap<Long, Integer> offsets = open.get(partition);
        Integer size = offsets == null ? null : offsets.remove(offset);
        if (size != null) {
            unanswered--;
            bytes -= size;
            notifyAll();
        }
    }

    synchronized void forget(TopicPartition partition) {
        TreeMap<Long, Integer> offsets = open.remove(partition);
        if (offsets != null) {
            unanswered -= offsets.size();
            bytes -= offsets.values().stream().mapToLong(each -> each).sum();
        }
        notifyAll();
        next.remove(partition);
    }

    /// Blocks that are not answered yet.
    synchronized int unanswered() {
        return unanswered;
    }

    /// Bytes of the blocks that are not answered yet.
    synchronized long bytes() {
        return bytes;
    }

    /// Waits until no more than so many bytes of blocks are unanswered.
    ///
    /// @return false if there are still more when the limit is over
    synchronized boolean awaitBytes(long most, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (bytes > most) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, after) -> {
            TreeMap<Long, Integer> unanswered = open.get(partition);
            long offset = unanswered == null || unanswered.isEmpty() ? after : unanswered.firstKey();
            offsets.put(partition, new OffsetAndMetadata(offset));
        });
        return offsets;
    }
}
