package dev.evoka.artifacts;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.ArtifactChunk;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes files to evoka.artifacts. All pieces of a file go to one partition, in order. Writing the same file again
/// changes nothing that a reader sees.
public final class ArtifactWriter implements AutoCloseable {

    /// Below the 1 MiB that brokers and producers take without a change to their settings.
    private static final int PIECE_BYTES = 512 * 1024;

    private static final int MOST_UNDER_WAY = 16;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Serializer<ArtifactChunk> serializer;
    private final KafkaProducer<String, byte[]> producer;

    /// @param client properties for Kafka and the schema registry
    public ArtifactWriter(Map<String, Object> client) {
        serializer = ValueSerdes.of(client).serializer(ArtifactChunk.class);
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        settings.putAll(client);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// Writes a file; returns when the brokers have all of it.
    ///
    /// @param sha256 its digest
    /// @throws ArtifactException if the brokers do not take it
    public synchronized void write(Path file, String sha256) throws IOException, InterruptedException {
        int pieces = (int) Math.max(1, Math.ceilDiv(Files.size(file), (long) PIECE_BYTES));
        int partition = partition(sha256, producer.partitionsFor(topic()).size());
        Deque<Future<?>> underWay = new ArrayDeque<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (int i = 0; i < pieces; i++) {
                ArtifactChunk chunk = new ArtifactChunk(sha256, i, pieces, ByteBuffer.wrap(in.readNBytes(PIECE_BYTES)));
                underWay.add(producer.send(new ProducerRecord<>(
                        topic(), partition, sha256 + "/" + i, serializer.serialize(topic(), chunk))));
                if (underWay.size() == MOST_UNDER_WAY) {
                    await(underWay.remove(), sha256);
                }
            }
        }
        for (Future<?> each : underWay) {
            await(each, sha256);
        }
    }

    private static void await(Future<?> sent, String sha256) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new ArtifactException("artifact %s cannot be written: %s".formatted(sha256, e.getMessage()), e);
        }
    }

    /// Partition of an artifact: its readers need to look at no other.
    static int partition(String sha256, int partitions) {
        return Math.floorMod(sha256.hashCode(), partitions);
    }

    private static String topic() {
        return Topic.ARTIFACTS.topicName();
    }

    @Override
    public void close() {
        producer.close(LIMIT);
    }
}
