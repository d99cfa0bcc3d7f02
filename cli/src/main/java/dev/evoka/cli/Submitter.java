package dev.evoka.cli;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes runs to evoka.runs.
final class Submitter implements AutoCloseable {

    private final Serializer<Run> serializer;
    private final KafkaProducer<String, byte[]> producer;

    /// Does not need the cluster yet.
    Submitter(Map<String, Object> client) {
        serializer = ValueSerdes.of(client).serializer(Run.class);
        producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }

    /// Submits a run, or the same run again, which changes nothing; returns when it is safe.
    void submit(Run run) throws InterruptedException {
        byte[] value = serializer.serialize(Topic.RUNS.topicName(), run);
        try {
            producer.send(new ProducerRecord<>(Topic.RUNS.topicName(), run.getRun(), value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "run %s cannot be submitted: %s".formatted(run.getRun(), e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
