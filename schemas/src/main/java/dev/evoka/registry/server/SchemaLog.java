package dev.evoka.registry.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The registry's schemas in a compacted topic: key `number/subject`, value the schema. The number keeps their order.
final class SchemaLog implements AutoCloseable {

    private static final String TOPIC = "_evoka_schemas";

    private final KafkaProducer<String, String> producer;
    private int count;

    /// Opens the log and reads what is in it.
    SchemaLog(String bootstrapServers, BiConsumer<String, String> each) throws InterruptedException {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        boolean created = create(client);
        if (!created) {
            read(client, each);
        }
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

    private void read(Map<String, Object> client, BiConsumer<String, String> each) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    each.accept(record.key().substring(record.key().indexOf('/') + 1), record.value());
                    count++;
                }
            }
        }
    }

    /// Writes a schema down; returns when it is safe.
    synchronized void append(String subject, String schema) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(TOPIC, "%08d/%s".formatted(count++, subject), schema))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("schema of %s cannot be stored: %s".formatted(subject, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
