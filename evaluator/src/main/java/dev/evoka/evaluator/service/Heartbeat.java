package dev.evoka.evaluator.service;

import dev.evoka.evaluator.vitals.Vitals;
import dev.evoka.schemas.EvaluatorStatus;
import dev.evoka.topics.Topic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs of life: what this evaluator has done, and what lies before it. Nothing else depends on them. Thread-safe.
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final long INTERVAL_NANOSECONDS = Duration.ofSeconds(2).toNanos();
    private static final long UNKNOWN = -1;

    private final EvaluatorConfig config;
    private final Vitals vitals;
    private final Producer<String, byte[]> producer;
    private final Serializer<EvaluatorStatus> serializer;
    private final String host = host();
    private final Instant started = Instant.now();
    private long last = System.nanoTime() - INTERVAL_NANOSECONDS;

    /// @param producer sends them; not closed here
    Heartbeat(
            EvaluatorConfig config,
            Vitals vitals,
            Producer<String, byte[]> producer,
            Serializer<EvaluatorStatus> serializer) {
        this.config = config;
        this.vitals = vitals;
        this.producer = producer;
        this.serializer = serializer;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /// Sends a sign of life if it is time to, with the slots and the lag of a consumer.
    void beat(Consumer<String, byte[]> consumer) {
        if (due()) {
            String slots = consumer.assignment().stream()
                    .map(TopicPartition::partition)
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
            send(slots, lag(consumer), false);
        }
    }

    /// Sends a sign of life if it is time to, for an evaluator that takes blocks of any slot.
    void beat() {
        if (due()) {
            send("", UNKNOWN, false);
        }
    }

    /// Sends the last one.
    void leave() {
        send("", UNKNOWN, true);
    }

    private synchronized boolean due() {
        if (System.nanoTime() - last < INTERVAL_NANOSECONDS) {
            return false;
        }
        last = System.nanoTime();
        return true;
    }

    private static long lag(Consumer<String, byte[]> consumer) {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty()) {
                return UNKNOWN;
            }
            sum += lag.getAsLong();
        }
        return sum;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees failures
    private void send(String slots, long lag, boolean left) {
        String version = Heartbeat.class.getPackage().getImplementationVersion();
        Vitals.Counts counts = vitals.counts();
        EvaluatorStatus status = new EvaluatorStatus(
                config.id(),
                host,
                version == null ? "" : version,
                config.threads(),
                Instant.ofEpochMilli(started.toEpochMilli()),
                slots,
                counts.answered(),
                counts.evaluations(),
                counts.failed(),
                counts.busySeconds(),
                counts.waiting() + counts.working(),
                lag,
                left);
        String topic = Topic.EVALUATORS.topicName();
        try {
            byte[] value = serializer.serialize(topic, status);
            producer.send(new ProducerRecord<>(topic, config.id(), value), (metadata, failure) -> {
                if (failure != null) {
                    LOG.atDebug().log("sign of life not sent: {}", failure.getMessage());
                }
            });
        } catch (KafkaException e) {
            LOG.atDebug().log("sign of life not sent: {}", e.getMessage()); // the registry is away
        }
    }
}
