package dev.evoka.benchmarks;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Progress;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// How far the runs on a cluster are, as a consumer of evoka.progress sees it.
final class ProgressReader implements AutoCloseable {

    private static final long LIMIT_NANOSECONDS = 60_000_000_000L;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Progress> progresses;
    private long generation = -1;
    private final Map<String, Long> evaluations = new HashMap<>();
    private boolean ended;
    private Optional<Progress> last = Optional.empty();

    ProgressReader(Map<String, Object> client) {
        progresses = ValueSerdes.of(client).deserializer(Progress.class);
        consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.PROGRESS.topicName()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads for so long.
    ///
    /// @return the newest generation
    long read(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        do {
            poll();
        } while (System.nanoTime() < end);
        return generation;
    }

    /// Waits for a generation.
    void await(long wanted) {
        long end = System.nanoTime() + LIMIT_NANOSECONDS;
        while (generation < wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("generation %d did not come, only %d".formatted(wanted, generation));
            }
            poll();
        }
    }

    private void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(5))) {
            Progress progress = progresses.deserialize(record.topic(), record.value());
            generation = Math.max(generation, progress.getGeneration());
            evaluations.merge(progress.getRun(), progress.getEvaluations(), Math::max);
            last = Optional.of(progress);
            ended |= !progress.getState().equals("running");
        }
    }

    /// The newest generation seen of any run.
    long generation() {
        return generation;
    }

    /// Evaluations of a run, up to the newest of its generations that was seen.
    long evaluations(String run) {
        return evaluations.getOrDefault(run, 0L);
    }

    /// Looks once more whether the run goes on.
    boolean running() {
        poll();
        return !ended;
    }

    /// The newest record seen.
    Progress last() {
        return last.orElseThrow();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
