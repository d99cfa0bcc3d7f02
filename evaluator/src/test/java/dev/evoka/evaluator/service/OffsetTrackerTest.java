package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {

    private static final TopicPartition PARTITION = new TopicPartition("candidates", 3);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final OffsetTracker tracker = new OffsetTracker();

    private void take(long... offsets) {
        for (long offset : offsets) {
            tracker.taken(PARTITION, offset, 10);
        }
    }

    @Test
    void commitsUpToTheFirstUnansweredBlock() {
        take(5, 6, 7);
        tracker.answered(PARTITION, 5);
        tracker.answered(PARTITION, 7);
        assertThat(tracker.committable()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(6)));
        tracker.answered(PARTITION, 6);
        assertThat(tracker.committable()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(8)));
    }

    @Test
    void commitsWhatWasSeenAndNeededNoAnswer() {
        tracker.passed(PARTITION, 9);
        assertThat(tracker.committable()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(9)));
    }

    @Test
    void countsEachBlockOnce() {
        take(5, 6, 6);
        tracker.answered(PARTITION, 6);
        tracker.answered(PARTITION, 6);
        assertThat(tracker.unanswered()).isEqualTo(1);
        tracker.forget(PARTITION);
        assertThat(tracker.unanswered()).isZero();
    }

    @Test
    void aWaitEndsAsSoonAsEnoughIsAnswered() throws InterruptedException {
        take(5, 6, 7);
        assertThat(tracker.awaitBytes(10, Duration.ZERO)).isFalse();
        CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> {
            tracker.answered(PARTITION, 5);
            tracker.answered(PARTITION, 6);
        });
        assertThat(tracker.awaitBytes(10, LONG)).isTrue();
        answers.join();
    }

    @Test
    void aWaitEndsWhenThePartitionGoesToAnother() throws InterruptedException {
        take(5, 6, 7);
        CompletableFuture<Void> revoked = CompletableFuture.runAsync(() -> tracker.forget(PARTITION));
        assertThat(tracker.awaitBytes(10, LONG)).isTrue();
        revoked.join();
    }
}
