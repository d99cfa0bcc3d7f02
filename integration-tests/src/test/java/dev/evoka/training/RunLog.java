package dev.evoka.training;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Progress;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Follows the progress of one run.
final class RunLog implements AutoCloseable {

    private static final Set<String> GOES_ON = Set.of("running", "paused");
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String run;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Progress> progresses;
    private final TreeMap<Long, Progress> generations = new TreeMap<>();

    RunLog(Map<String, Object> client, String run) {
        this.run = run;
        this.progresses = ValueSerdes.of(client).deserializer(Progress.class);
        this.consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.PROGRESS.topicName()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Waits until a generation is complete or the run has ended.
    RunLog awaitGeneration(long generation) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (generations.isEmpty()
                || (generations.lastKey() < generation
                        && GOES_ON.contains(generations.lastEntry().getValue().getState()))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("run %s is at %s after %s"
                        .formatted(run, generations.isEmpty() ? "the start" : generations.lastEntry(), LIMIT));
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (run.equals(record.key())) {
                    Progress progress = progresses.deserialize(record.topic(), record.value());
                    generations.put(progress.getGeneration(), progress);
                }
            }
        }
        return this;
    }

    /// Waits until the run has ended.
    RunLog awaitEnd() {
        return awaitGeneration(Long.MAX_VALUE);
    }

    /// The last progress record.
    Progress last() {
        return generations.lastEntry().getValue();
    }

    /// Every bit of all progress records, but names and times.
    List<String> bits() {
        return generations.values().stream()
                .map(each -> Progress.newBuilder(each)
                        .setRun("")
                        .setSeconds(0)
                        .build()
                        .toString())
                .toList();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
