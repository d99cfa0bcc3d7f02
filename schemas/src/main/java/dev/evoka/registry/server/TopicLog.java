package dev.evoka.registry.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The registry's lines in a compacted topic.
final class TopicLog implements RegistryLog {

    private static final String TOPIC = "_evoka_schemas";

    private final Map<String, Object> client;
    private final boolean isNew;
    private final KafkaProducer<String, String> producer;

    /// Opens the log, or makes a new one.
    TopicLog(String bootstrapServers) throws InterruptedException {
        client = Map.of("bootstrap.servers", bootstrapServers);
        isNew = create(client);
        producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
    }

    private static boolean create(Map<String, Object> client) throws InterruptedException {
        NewTopic topic = new NewTopic(TOPIC, 1, (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new IllegalStateException("topic %s cannot be created: %s".formatted(TOPIC, e.getMessage()), e);
        }
    }

    @Override
    public void read(Consumer<Line> each) {
        if (isNew) {
            return; // a consumer takes a moment to open
        }
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    each.accept(new Line(record.key(), Optional.ofNullable(record.value())));
                }
            }
        }
    }

    @Override
    public void append(List<Line> lines) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Line line : lines) {
            sent.add(producer.send(
                    new ProducerRecord<>(TOPIC, line.key(), line.value().orElse(null))));
        }
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw Refusal.store(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
