package dev.evoka.evaluator.log;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs by their identifier, read from evoka.runs when one is asked for that is not known yet.
public final class RunCatalogue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunCatalogue.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<Run> runs;
    private final Map<String, Run> known = new HashMap<>();
    private boolean assigned;

    /// Reads with a consumer of its own.
    ///
    /// @param client properties for Kafka and the schema registry
    public static RunCatalogue of(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.putAll(client);
        return new RunCatalogue(
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                ValueSerdes.of(client).deserializer(Run.class));
    }

    RunCatalogue(Consumer<String, byte[]> consumer, Deserializer<Run> runs) {
        this.consumer = consumer;
        this.runs = runs;
    }

    /// The run; empty if it is not in the topic. Whoever was given a block of a run finds it, since the
    /// coordinator read it there before.
    ///
    /// @throws KafkaException if the topic cannot be read now
    public synchronized Optional<Run> run(String id) {
        if (!known.containsKey(id)) {
            readToTheEnd(id);
        }
        return Optional.ofNullable(known.get(id));
    }

    private void readToTheEnd(String id) {
        assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), LIMIT);
        long last = System.nanoTime() + LIMIT.toNanos();
        while (!known.containsKey(id) && !readTo(ends)) {
            if (System.nanoTime() > last) {
                throw new TimeoutException("%s cannot be read within %s".formatted(Topic.RUNS.topicName(), LIMIT));
            }
            read();
        }
    }

    private boolean readTo(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
    }

    private void assign() {
        if (!assigned) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.RUNS.topicName()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            assigned = true;
        }
    }

    private void read() {
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
            } catch (KafkaException e) {
                assigned = false; // the registry is away: this record and those behind it are read again
                throw e;
            }
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
