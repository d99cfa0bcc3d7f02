package dev.evoka.coordinator.view;

import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

/// Reads what was written to a topic within a stretch of time, when somebody asks for it: nothing of it is kept here.
/// Thread-safe, one reader at a time.
public final class TopicTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final KafkaConsumer<String, byte[]> consumer;

    /// @param client properties for Kafka
    public TopicTail(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.putAll(client);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// Reads the records of a stretch of time.
    ///
    /// @param key records with this key, in the partition that Kafka's own producers choose for it; empty = all records
    /// @param from first milliseconds since 1970
    /// @param to last milliseconds since 1970
    /// @param most records that are read of each partition, the newest ones
    public synchronized void read(
            Topic topic,
            Optional<String> key,
            long from,
            long to,
            int most,
            Consumer<ConsumerRecord<String, byte[]>> taker) {
        List<TopicPartition> partitions = partitions(topic, key);
        Map<TopicPartition, Long> ends = ends(partitions, to);
        consumer.assign(partitions);
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, from));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(wanted, LIMIT);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(start == null ? end : start.offset(), Math.max(0, end - most)));
        }
        long last = System.nanoTime() + LIMIT.toNanos();
        while (!reached(ends) && System.nanoTime() < last) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                if (record.offset() < end
                        && record.value() != null
                        && (key.isEmpty() || key.get().equals(record.key()))) {
                    taker.accept(record);
                }
            }
        }
    }

    private List<TopicPartition> partitions(Topic topic, Optional<String> key) {
        int number = consumer.partitionsFor(topic.topicName(), LIMIT).size();
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            if (topic == Topic.CANDIDATES || key.isEmpty() || i == partition(key.get(), number)) {
                all.add(new TopicPartition(topic.topicName(), i));
            }
        }
        return all;
    }

    /// Where Kafka's producers put a key.
    static int partition(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(key))) % partitions;
    }

    /// Offsets behind the last record of the stretch of time.
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, long to) {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions, LIMIT));
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, to + 1));
        consumer.offsetsForTimes(wanted, LIMIT).forEach((partition, after) -> {
            if (after != null) {
                ends.put(partition, after.offset());
            }
        });
        return ends;
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
    }

    @Override
    public synchronized void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
