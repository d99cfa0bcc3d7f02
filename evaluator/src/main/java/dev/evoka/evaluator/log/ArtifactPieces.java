package dev.evoka.evaluator.log;

import dev.evoka.topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// The pieces of one artifact as they come from the log. They lie in order, perhaps more than once; what comes too
/// early is kept until it is asked for.
final class ArtifactPieces implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final String TOPIC = Topic.ARTIFACTS.topicName();

    private final Consumer<String, byte[]> consumer;
    private final String sha256;
    private final TopicPartition partition;
    private final long end;
    private final Map<String, byte[]> early = new HashMap<>();

    ArtifactPieces(Consumer<String, byte[]> consumer, String sha256) {
        this.consumer = consumer;
        this.sha256 = sha256;
        this.partition = new TopicPartition(
                TOPIC, partition(sha256, consumer.partitionsFor(TOPIC).size()));
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        this.end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /// All pieces of an artifact are in one partition.
    static int partition(String sha256, int partitions) {
        return Math.floorMod(sha256.hashCode(), partitions);
    }

    /// Key of a piece.
    static String key(String sha256, int number) {
        return sha256 + "/" + number;
    }

    /// A piece, as the record that it is in.
    ///
    /// @throws IOException if it is not there
    byte[] piece(int number) throws IOException {
        String wanted = key(sha256, number);
        while (!early.containsKey(wanted)) {
            if (consumer.position(partition) >= end) {
                throw new IOException("artifact %s is not, or not completely, in topic %s".formatted(sha256, TOPIC));
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key() == null || !record.key().startsWith(sha256)) {
                    continue;
                }
                if (record.value() == null) {
                    early.remove(record.key());
                } else {
                    early.put(record.key(), record.value());
                }
            }
        }
        return Objects.requireNonNull(early.remove(wanted));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
