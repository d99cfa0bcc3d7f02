package dev.evoka.cli.watch;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what becomes of one run: evoka.progress and evoka.best, from their beginning. Not for several threads.
public final class RunFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFollower.class);
    private static final Duration CATCH_UP = Duration.ofMillis(50);

    private final String run;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Progress> progresses;
    private final Deserializer<Best> bests;
    private final History history = new History();
    private Optional<Best> best = Optional.empty();
    private Optional<Progress> last = Optional.empty();

    /// Does not connect yet.
    public RunFollower(Map<String, Object> client, String run) {
        this.run = run;
        ValueSerdes serdes = ValueSerdes.of(client);
        this.progresses = serdes.deserializer(Progress.class);
        this.bests = serdes.deserializer(Best.class);
        this.consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// Begins to read. The topics must exist.
    public void begin() {
        List<TopicPartition> partitions = List.of(Topic.PROGRESS, Topic.BEST).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads all that was written before.
    public void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(CATCH_UP);
        }
    }

    /// Reads what comes within so long.
    public void poll(Duration limit) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(limit)) {
            if (!run.equals(record.key()) || record.value() == null) {
                continue;
            }
            try {
                take(record);
            } catch (SerializationException e) {
                LOG.atWarn()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .log("record cannot be read: {}", e.getMessage());
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.BEST.topicName())) {
            best = Optional.of(bests.deserialize(record.topic(), record.value()));
            return;
        }
        Progress progress = progresses.deserialize(record.topic(), record.value());
        history.add(Sample.of(progress));
        // After a restart records are published again: an older one says nothing new.
        if (last.isEmpty() || progress.getGeneration() >= last.get().getGeneration()) {
            last = Optional.of(progress);
        }
    }

    /// True when the run is over and its best parameters are known.
    public boolean ended() {
        return last.isPresent() && !last.get().getState().equals("running") && bestIsThere(last.get());
    }

    private boolean bestIsThere(Progress end) {
        return Double.isNaN(end.getBest())
                || best.map(found -> found.getError() == end.getBest()).orElse(false);
    }

    /// The newest progress record.
    public Optional<Progress> last() {
        return last;
    }

    /// The best parameters so far.
    public Optional<Best> best() {
        return best;
    }

    /// The course of the run so far.
    public History history() {
        return history;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
