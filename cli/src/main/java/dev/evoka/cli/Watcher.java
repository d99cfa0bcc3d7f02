package dev.evoka.cli;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import dev.evoka.topics.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Follows one run on evoka.progress and evoka.best, and shows it.
final class Watcher implements AutoCloseable {

    private final String run;
    private final PrintWriter out;
    private final boolean terminal;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Progress> progresses;
    private final Deserializer<Best> bests;
    private final ProgressLine line = new ProgressLine();
    private final SortedMap<Long, Progress> history = new TreeMap<>();
    private final long began = System.nanoTime();
    private long shown;
    private long shownEvaluations;
    private Optional<Best> best = Optional.empty();
    private Optional<Progress> last = Optional.empty();

    Watcher(Map<String, Object> client, String run, PrintWriter out, boolean terminal) {
        this.run = run;
        this.out = out;
        this.terminal = terminal;
        ValueSerdes serdes = ValueSerdes.of(client);
        this.progresses = serdes.deserializer(Progress.class);
        this.bests = serdes.deserializer(Best.class);
        this.consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(Topic.PROGRESS, Topic.BEST).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Follows the run until it has ended.
    Progress follow() {
        while (true) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (!run.equals(record.key())) {
                    continue;
                }
                if (record.topic().equals(Topic.BEST.topicName())) {
                    best = Optional.of(bests.deserialize(record.topic(), record.value()));
                } else {
                    Progress progress = progresses.deserialize(record.topic(), record.value());
                    history.put(progress.getGeneration(), progress);
                    last = Optional.of(progress);
                }
            }
            last.ifPresent(this::show);
            if (last.isPresent() && !last.get().getState().equals("running") && bestIsThere(last.get())) {
                if (terminal) {
                    out.print("\r\033[K");
                }
                return last.get();
            }
        }
    }

    private boolean bestIsThere(Progress end) {
        return Double.isNaN(end.getBest())
                || best.map(found -> found.getError() == end.getBest()).orElse(false);
    }

    private void show(Progress progress) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? 100_000_000L : 1_000_000_000L)) {
            return;
        }
        double seconds = (now - (shown == 0 ? began : shown)) / 1e9;
        double rate = shown == 0 ? 0 : (progress.getEvaluations() - shownEvaluations) / seconds;
        shown = now;
        shownEvaluations = progress.getEvaluations();
        String text = line.text(progress, (now - began) / 1e9, rate);
        out.print(terminal ? "\r\033[K" + text : text + System.lineSeparator());
        out.flush();
    }

    Optional<Best> best() {
        return best;
    }

    /// The generations seen, by their number.
    SortedMap<Long, Progress> history() {
        return history;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
