package dev.evoka.evaluator.service;

import dev.evoka.topics.StackName;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The Kafka clients of an evaluator. What the user sets wins.
final class EvaluatorClients {

    private static final String GROUP = StackName.own().group("evaluators");

    /// Members learn by a heartbeat that others join, and slots change hands in two rounds: a newcomer waits for two.
    private static final int LONGEST_HEARTBEAT_MILLISECONDS = 200;

    private EvaluatorClients() {}

    /// Takes blocks, as a member of the group of evaluators.
    static KafkaConsumer<String, byte[]> blocks(EvaluatorConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, config.sessionMilliseconds());
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.min(LONGEST_HEARTBEAT_MILLISECONDS, config.sessionMilliseconds() / 4));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        // A broker answers the requests of a connection in turn: while one waits for records, another that asks where a
        // slot begins waits behind it.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return consumer(settings, config);
    }

    /// Sends answers.
    static KafkaProducer<String, byte[]> answers(EvaluatorConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        settings.putAll(config.client());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> consumer(Map<String, Object> settings, EvaluatorConfig config) {
        settings.putAll(config.client());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
