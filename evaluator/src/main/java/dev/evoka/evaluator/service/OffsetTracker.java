package dev.evoka.evaluator.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Which blocks are answered: what may be committed of a partition is the lowest unanswered offset. Thread-safe.
final class OffsetTracker {

    private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private int unanswered;

    synchronized void taken(TopicPartition partition, long offset) {
        if (open.computeIfAbsent(partition, p -> new TreeSet<>()).add(offset)) {
            unanswered++;
        }
        next.merge(partition, offset + 1, Math::max);
    }

    /// All records before this offset were seen.
    synchronized void passed(TopicPartition partition, long offset) {
        next.merge(partition, offset, Math::max);
    }

    synchronized void answered(TopicPartition partition, long offset) {
        TreeSet<Long> offsets = open.get(partition);
        if (offsets != null && offsets.remove(offset)) {
            unanswered--;
            notifyAll();
        }
    }

    synchronized void forget(TopicPartition partition) {
        TreeSet<Long> offsets = open.remove(partition);
        unanswered -= offsets == null ? 0 : offsets.size();
        notifyAll();
        next.remove(partition);
    }

    /// Blocks that are not answered yet.
    synchronized int unanswered() {
        return unanswered;
    }

    /// Waits until no more than so many blocks are unanswered.
    ///
    /// @return false if there are still more when the limit is over
    synchronized boolean awaitUnanswered(int most, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (unanswered > most) {
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
            TreeSet<Long> unanswered = open.get(partition);
            long offset = unanswered == null || unanswered.isEmpty() ? after : unanswered.first();
            offsets.put(partition, new OffsetAndMetadata(offset));
        });
        return offsets;
    }
}
