package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolMemberTest {

    private static final int EMPTY_POLLS = 20_000;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong(1);
    private final Turns turns = new Turns(1, clock::get);
    private final List<String> events = new CopyOnWriteArrayList<>();

    /// Is given one block, after many polls in vain and one that fails.
    private class Scripted extends MockShareConsumer<String, byte[]> {

        private int polls;

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            polls++;
            if (polls < EMPTY_POLLS) {
                return ConsumerRecords.empty();
            }
            if (polls == EMPTY_POLLS) {
                throw new KafkaException("away");
            }
            events.add("given");
            return new ConsumerRecords<>(
                    Map.of(
                            new TopicPartition("slots", 0),
                            List.of(new ConsumerRecord<>("slots", 0, 0, "run", new byte[0]))),
                    Map.of());
        }

        @Override
        public synchronized void acknowledge(ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
            events.add(type.name());
        }

        @Override
        public synchronized void commitAsync() {
            events.add("committed");
        }
    }

    private void evaluate() throws InterruptedException {
        Turns.Turn turn = turns.begin(1);
        clock.addAndGet(SECOND);
        turns.end(turn, true);
        events.add("answered");
    }

    private void askOnce() {
        try {
            turns.ask();
            events.add(turns.closed() ? "over" : "the other asked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void goesOnAskingUntilABlockComesWhileOthersWait() throws InterruptedException {
        Thread other = Thread.ofPlatform().daemon().unstarted(this::askOnce);
        Runnable polled = () -> {
            if (other.getState() == Thread.State.NEW) {
                other.start();
            }
            while (other.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
        };
        new PoolMember(new Scripted(), turns, polled, block -> {
                    turns.close();
                    evaluate();
                    return true;
                })
                .takePart();
        other.join();
        assertThat(events).contains("given", "answered", "ACCEPT", "over").doesNotContain("the other asked");
    }

    @Test
    void tellsTheBrokerAtOnceIfItsNextPollMustWait() {
        new PoolMember(new Scripted(), turns, () -> {}, block -> {
                    evaluate();
                    turns.ask();
                    turns.begin(1); // by another member
                    turns.close();
                    return false;
                })
                .takePart();
        assertThat(events).containsExactly("given", "answered", "RELEASE", "committed");
    }
}
