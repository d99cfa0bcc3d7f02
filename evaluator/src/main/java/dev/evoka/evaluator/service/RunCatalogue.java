package dev.evoka.evaluator.service;

import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs by their identifier, read from evoka.runs when one is asked for that is not known yet.
final class RunCatalogue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunCatalogue.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<Run> runs;
    private final Map<String, Run> known = new HashMap<>();
    private boolean assigned;

    RunCatalogue(Consumer<String, byte[]> consumer, Deserializer<Run> runs) {
        this.consumer = consumer;
        this.runs = runs;
    }

    /// The run; empty if it is not in the topic within the limit.
    synchronized Optional<Run> run(String id, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!known.containsKey(id) && System.nanoTime() < end) {
            read();
        }
        return Optional.ofNullable(known.get(id));
    }

    private void read() {
        if (!assigned) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.RUNS.topicName()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            assigned = true;
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            try {
                if (record.value() != null) {
                    known.put(record.key(), runs.deserialize(record.topic(), record.value()));
                }
            } catch (SerializationException e) {
                LOG.atWarn()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .log("run record cannot be read: {}", e.getMessage());
            }
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
