package dev.evoka.evaluator.log;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.ArtifactChunk;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Files on evoka.artifacts, each named by its SHA-256 and cut into pieces that need no setting of Kafka to change.
/// Thread-safe.
public final class Artifacts {

    private static final int PIECE_BYTES = 512 * 1024;
    private static final String TOPIC = Topic.ARTIFACTS.topicName();

    private final Map<String, Object> client;
    private final Deserializer<ArtifactChunk> reader;
    private final Serializer<ArtifactChunk> writer;

    /// @param client properties for Kafka and the schema registry
    public Artifacts(Map<String, Object> client) {
        this.client = client;
        ValueSerdes serdes = ValueSerdes.of(client);
        this.reader = serdes.deserializer(ArtifactChunk.class);
        this.writer = serdes.serializer(ArtifactChunk.class);
    }

    /// Sends a file, waits until all of it is there, and deletes it here.
    ///
    /// @return number of its pieces
    /// @throws KafkaException if it cannot be sent
    public int send(Draft draft, Producer<String, byte[]> producer) throws IOException, InterruptedException {
        String sha256 = draft.sha256();
        int chunks = Math.toIntExact(Math.max(1, Math.ceilDiv(Files.size(draft.path()), PIECE_BYTES)));
        try (InputStream in = Files.newInputStream(draft.path(), StandardOpenOption.DELETE_ON_CLOSE)) {
            int partition = ArtifactPieces.partition(
                    sha256, producer.partitionsFor(TOPIC).size());
            List<Future<RecordMetadata>> sent = new ArrayList<>(chunks);
            for (int chunk = 0; chunk < chunks; chunk++) {
                ByteBuffer piece = ByteBuffer.wrap(in.readNBytes(PIECE_BYTES));
                byte[] value = writer.serialize(TOPIC, new ArtifactChunk(sha256, chunk, chunks, piece));
                sent.add(producer.send(
                        new ProducerRecord<>(TOPIC, partition, ArtifactPieces.key(sha256, chunk), value)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            return chunks;
        } catch (ExecutionException e) {
            throw new KafkaException("artifact %s was not sent: %s".formatted(sha256, e.getMessage()), e);
        }
    }

    /// Lets a file go: its pieces are to be deleted.
    @SuppressWarnings("FutureReturnValueIgnored") // what stays costs room and nothing else
    public void forget(String sha256, int chunks, Producer<String, byte[]> producer) {
        int partition =
                ArtifactPieces.partition(sha256, producer.partitionsFor(TOPIC).size());
        for (int chunk = 0; chunk < chunks; chunk++) {
            producer.send(new ProducerRecord<>(TOPIC, partition, ArtifactPieces.key(sha256, chunk), null));
        }
    }

    /// Opens a file. It is deleted here when it is closed.
    ///
    /// @throws IOException if it is not there, or damaged
    public InputStream open(String sha256) throws IOException {
        Draft found = Draft.of(out -> read(sha256, out));
        if (!found.sha256().equals(sha256)) {
            Files.deleteIfExists(found.path());
            throw new IOException("artifact %s is damaged in topic %s".formatted(sha256, TOPIC));
        }
        return Files.newInputStream(found.path(), StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private void read(String sha256, OutputStream out) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        settings.putAll(client);
        try (ArtifactPieces pieces = new ArtifactPieces(
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()), sha256)) {
            int chunks = 1;
            for (int chunk = 0; chunk < chunks; chunk++) {
                ArtifactChunk record = reader.deserialize(TOPIC, pieces.piece(chunk));
                chunks = record.getChunks();
                byte[] bytes = new byte[record.getBytes().remaining()];
                record.getBytes().duplicate().get(bytes);
                out.write(bytes);
            }
        }
    }
}
