package dev.evoka.faults;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics from their beginning to where they end now.
public final class TopicReader {

    private final Map<String, Object> client;
    private int unreadable;

    public TopicReader(Map<String, Object> client) {
        this.client = client;
    }

    /// All values of a topic that can be read, partition after partition.
    <T extends SpecificRecord> List<T> values(Topic topic, Class<T> type) {
        Deserializer<T> deserializer = ValueSerdes.of(client).deserializer(type);
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records(topic.topicName())) {
            try {
                if (record.value() != null) {
                    values.add(deserializer.deserialize(record.topic(), record.value()));
                }
            } catch (SerializationException e) {
                unreadable++;
            }
        }
        return values;
    }

    /// Values met so far that could not be read.
    int unreadable() {
        return unreadable;
    }

    /// All records of a topic.
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                while (consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
            }
        }
        return records;
    }
}
