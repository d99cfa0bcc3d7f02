package dev.evoka.evaluator.log;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the updates of one run from evoka.updates, from their beginning. Not for several threads.
public final class UpdateReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateReader.class);

    private final String run;
    private final Consumer<String, byte[]> consumer;
    private final Deserializer<ModelUpdate> updates;
    private final Map<TopicPartition, Long> ends;

    /// @param client properties for Kafka and the schema registry
    /// @throws org.apache.kafka.common.KafkaException if the topic cannot be read now
    public UpdateReader(Map<String, Object> client, String run) {
        this.run = run;
        this.updates = ValueSerdes.of(client).deserializer(ModelUpdate.class);
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        settings.putAll(client);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        // All partitions: where a key goes is for producers to say.
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.UPDATES.topicName()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.ends = consumer.endOffsets(partitions);
    }

    /// The run's records that come within so long.
    public List<ModelUpdate> poll(Duration limit) {
        List<ModelUpdate> records = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(limit)) {
            if (!run.equals(record.key()) || record.value() == null) {
                continue;
            }
            try {
                records.add(updates.deserialize(record.topic(), record.value()));
            } catch (SerializationException e) {
                LOG.atWarn()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .log("update cannot be read: {}", e.getMessage());
            }
        }
        return records;
    }

    /// Begins again.
    public void restart() {
        consumer.seekToBeginning(consumer.assignment());
    }

    /// True when all is read that was there at the start.
    public boolean caughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /// Wakes a thread that polls: it gets a [org.apache.kafka.common.errors.WakeupException].
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
