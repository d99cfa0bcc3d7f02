package dev.evoka.faults;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Progress;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Follows the progress of one run while it happens.
public final class Follower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);

    private final String run;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Progress> progresses;
    private long generation = -1;
    private String state = "running";
    private String reason = "";

    public Follower(Map<String, Object> client, String run) {
        this.run = run;
        this.progresses = ValueSerdes.of(client).deserializer(Progress.class);
        this.consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.PROGRESS.topicName()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// The newest generation seen.
    long generation() {
        return generation;
    }

    /// Waits until a generation is complete, or the run has ended.
    void awaitGeneration(long wanted, Duration limit) {
        await("generation " + wanted, wanted, limit);
    }

    /// Waits until the run has ended.
    ///
    /// @return its last state, like `finished`
    public String awaitEnd(Duration limit) {
        await("the end", Long.MAX_VALUE, limit);
        return state;
    }

    /// Why the run has ended.
    String reason() {
        return reason;
    }

    private void await(String what, long wanted, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (generation < wanted && state.equals("running")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("run %s did not reach %s within %s, only generation %d"
                        .formatted(run, what, limit, generation));
            }
            poll();
        }
    }

    private void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            if (run.equals(record.key())) {
                Progress progress = progresses.deserialize(record.topic(), record.value());
                generation = Math.max(generation, progress.getGeneration());
                if (!progress.getState().equals("running")) {
                    state = progress.getState();
                    reason = progress.getReason();
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
