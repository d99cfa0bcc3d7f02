package dev.evoka.evaluator.service;

import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A member of the share group: asks for a block when its turn has come, answers it, and says so to the broker.
final class PoolMember {

    private static final Logger LOG = LoggerFactory.getLogger(PoolMember.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /// What is done with a block.
    interface Work {
        /// Begins and ends the block's turn.
        ///
        /// @return false if the block is for others
        boolean answer(ConsumerRecord<String, byte[]> block) throws InterruptedException;
    }

    private final ShareConsumer<String, byte[]> consumer;
    private final Turns turns;
    private final Runnable polled;
    private final Work work;

    /// @param polled called after each poll
    PoolMember(ShareConsumer<String, byte[]> consumer, Turns turns, Runnable polled, Work work) {
        this.consumer = consumer;
        this.turns = turns;
        this.polled = polled;
        this.work = work;
    }

    /// Takes part until the turns are over, then leaves the group. To be called once.
    void takePart() {
        try (consumer) {
            consumer.subscribe(List.of(Topic.CANDIDATES.topicName()));
            while (turns.ask()) {
                ConsumerRecords<String, byte[]> records = next();
                if (records.isEmpty()) {
                    turns.none();
                }
                for (ConsumerRecord<String, byte[]> record : records) { // at most one
                    consumer.acknowledge(
                            record, work.answer(record) ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
                }
                if (turns.open() <= 0) {
                    // The next poll would say so too, but may come after the block's lock has ended.
                    consumer.commitAsync();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing: what was taken is given back with the connection
        }
    }

    /// Polls until a block comes. Who has asked goes on asking: its request stays with the broker when a poll ends, and
    /// may yet be given a block. If another member took the turn to ask, that block would lie here, unseen, for as long
    /// as the other's evaluation takes.
    ///
    /// @return a block; none if the turns are over
    private ConsumerRecords<String, byte[]> next() {
        ConsumerRecords<String, byte[]> records = ConsumerRecords.empty();
        while (records.isEmpty() && !turns.closed()) {
            try {
                records = consumer.poll(POLL);
                polled.run();
            } catch (KafkaException e) {
                LOG.atWarn().log("polling goes on after: {}", e.getMessage());
            }
        }
        return records;
    }
}
