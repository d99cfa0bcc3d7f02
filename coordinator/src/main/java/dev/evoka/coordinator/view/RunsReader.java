package dev.evoka.coordinator.view;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.registry.client.RegistryException;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.EvaluatorStatus;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads runs, progress, best parameters and signs of life from the beginning of their topics, and keeps reading.
/// While no broker answers it waits; what it knows stays.
public final class RunsReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunsReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Runs runs;
    private final Evaluators evaluators;
    private final Versions versions = Versions.own();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Run> runRecords;
    private final Deserializer<Progress> progresses;
    private final Deserializer<Best> bests;
    private final Deserializer<EvaluatorStatus> statuses;
    private final Thread reading;
    private volatile boolean caughtUp;
    private volatile boolean closing;

    /// @param client properties for Kafka and the schema registry
    /// @param runs what takes the records of runs
    /// @param evaluators what takes the records of evaluators
    public RunsReader(Map<String, Object> client, Runs runs, Evaluators evaluators) {
        this.runs = runs;
        this.evaluators = evaluators;
        ValueSerdes serdes = ValueSerdes.of(client);
        this.runRecords = serdes.deserializer(Run.class);
        this.progresses = serdes.deserializer(Progress.class);
        this.statuses = serdes.deserializer(EvaluatorStatus.class);
        this.bests = serdes.deserializer(Best.class);
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.putAll(client);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.reading = Thread.ofPlatform().name("runs-reader").daemon().unstarted(this::read);
    }

    /// Starts; returns at once.
    public void start() {
        reading.start();
    }

    /// True once all that was there at the start is read.
    public boolean caughtUp() {
        return caughtUp;
    }

    private void read() {
        Map<TopicPartition, Long> ends = Map.of();
        while (!closing) {
            try {
                if (consumer.assignment().isEmpty()) {
                    ends = begin();
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    takeAtLast(record);
                }
                caughtUp = caughtUp || reached(ends);
            } catch (WakeupException e) {
                LOG.debug("woken to close");
            } catch (KafkaException e) {
                LOG.atWarn().log("reading runs goes on after: {}", e.getMessage());
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    /// Runs come before what became of them.
    private Map<TopicPartition, Long> begin() {
        List<TopicPartition> partitions = Stream.of(Topic.RUNS, Topic.PROGRESS, Topic.BEST, Topic.EVALUATORS)
                .flatMap(topic -> consumer.partitionsFor(topic.topicName(), LIMIT).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return ends;
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
    }

    /// A registry that is away is not the record's fault: it is tried again.
    private void takeAtLast(ConsumerRecord<String, byte[]> record) {
        while (!closing && record.value() != null) {
            try {
                take(record);
                return;
            } catch (RegistryException e) {
                LOG.atWarn().log("reading runs waits: {}", e.getMessage());
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            String topic = record.topic();
            if (topic.equals(Topic.RUNS.topicName())) {
                runs.take(runRecords.deserialize(topic, record.value()), record.timestamp());
            } else if (topic.equals(Topic.BEST.topicName())) {
                runs.take(bests.deserialize(topic, record.value()), record.timestamp());
            } else if (topic.equals(Topic.EVALUATORS.topicName())) {
                take(statuses.deserialize(topic, record.value()), record.timestamp());
            } else {
                runs.take(progresses.deserialize(topic, record.value()), record.timestamp());
            }
        } catch (SerializationException e) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("record cannot be read: {}", e.getMessage());
        }
    }

    private void take(EvaluatorStatus status, long timestamp) {
        evaluators.take(status, timestamp);
        versions.complaint(status)
                .ifPresent(what -> LOG.atWarn()
                        .addKeyValue("evaluator", status.getEvaluator())
                        .log(what));
    }

    @Override
    public void close() {
        closing = true;
        if (reading.getState() == Thread.State.NEW) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            return;
        }
        consumer.wakeup();
        try {
            reading.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
