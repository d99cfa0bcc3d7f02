package dev.evoka.artifacts;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.ArtifactChunk;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads files from evoka.artifacts. It looks through the partition of the artifact; through the others only if
/// somebody wrote the pieces elsewhere.
final class ArtifactReader {

    private static final String TOPIC = Topic.ARTIFACTS.topicName();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<String, Object> settings = new HashMap<>();
    private final Deserializer<ArtifactChunk> deserializer;

    ArtifactReader(Map<String, Object> client) {
        deserializer = ValueSerdes.of(client).deserializer(ArtifactChunk.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 << 20);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
        settings.putAll(client);
    }

    /// Writes an artifact's pieces to a file. The content is not checked here.
    ///
    /// @throws ArtifactException if pieces are missing
    void read(String sha256, Path file) throws IOException {
        try (KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            Assembly assembly = new Assembly(out);
            int partitions = consumer.partitionsFor(TOPIC, LIMIT).size();
            int first = ArtifactWriter.partition(sha256, partitions);
            for (int i = 0; i < partitions && !assembly.complete(); i++) {
                read(consumer, new TopicPartition(TOPIC, (first + i) % partitions), sha256, assembly);
            }
            if (!assembly.complete()) {
                throw new ArtifactException("artifact %s %s in %s: submit the run again, so that its files are uploaded"
                        .formatted(sha256, assembly.missing(), TOPIC));
            }
        }
    }

    private void read(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, String sha256, Assembly assembly)
            throws IOException {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
        while (consumer.position(partition, LIMIT) < end && !assembly.complete()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null && record.key().startsWith(sha256) && record.value() != null) {
                    assembly.take(chunk(record));
                }
            }
        }
    }

    private ArtifactChunk chunk(ConsumerRecord<String, byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            throw new ArtifactException(
                    "piece %s at %s-%d@%d cannot be read: %s"
                            .formatted(
                                    record.key(), record.topic(), record.partition(), record.offset(), e.getMessage()),
                    e);
        }
    }
}
