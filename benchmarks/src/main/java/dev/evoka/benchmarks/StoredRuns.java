package dev.evoka.benchmarks;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.topics.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes what runs leave in the topics, without any having run.
@SuppressWarnings("FutureReturnValueIgnored") // flush waits for all
final class StoredRuns implements AutoCloseable {

    private static final int POPULATION = 20;

    private final KafkaProducer<String, byte[]> producer;
    private final Serializer<Run> runs;
    private final Serializer<Progress> progresses;
    private final Serializer<Best> bests;
    private final Map<String, Long> newest = new HashMap<>();
    private volatile boolean closing;
    private long records;

    StoredRuns(Map<String, Object> client) {
        ValueSerdes serdes = ValueSerdes.of(client);
        runs = serdes.serializer(Run.class);
        progresses = serdes.serializer(Progress.class);
        bests = serdes.serializer(Best.class);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("linger.ms", 5);
        settings.put("batch.size", 1 << 18);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// Writes a run with its course.
    void write(String id, int generations, String end) {
        Run run = Run.newBuilder()
                .setRun(id)
                .setName(id)
                .setSpec("""
                        {"name": "%s", "objective": {"function": "sphere"}, "optimizer": {"algorithm": "cma-es"},
                         "parameters": {"dimension": 10}, "stop": {"generations": 1000000}}""".formatted(id))
                .setMeasure("direct")
                .setClasses(0)
                .setShards(1)
                .setParameters(List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10"))
                .setFacts("{}")
                .setWanted(WantedState.RUNNING)
                .setSubmitted(Instant.ofEpochMilli(System.currentTimeMillis()))
                .setSubmitter("benchmark")
                .build();
        send(Topic.RUNS, id, runs.serialize(Topic.RUNS.topicName(), run));
        for (int i = 0; i < generations; i++) {
            progress(id, i, i == generations - 1 ? end : "running");
        }
        Best best = new Best(id, generations - 1L, 0, 1.0, 1L, "{\"x1\": 1.0, \"x2\": 2.0}");
        send(Topic.BEST, id, bests.serialize(Topic.BEST.topicName(), best));
    }

    private void progress(String id, long generation, String state) {
        double best = 1_000 * StrictMath.exp(-generation / 300.0);
        Progress progress = new Progress(
                id,
                generation,
                (generation + 1) * POPULATION,
                POPULATION,
                best,
                best,
                1.1 * best,
                1.5 * best,
                2 * best,
                0.3,
                0L,
                generation / 1e3,
                state,
                "",
                null);
        newest.put(id, generation);
        records++;
        send(Topic.PROGRESS, id, progresses.serialize(Topic.PROGRESS.topicName(), progress));
    }

    private void send(Topic topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.topicName(), key, value));
    }

    void flush() {
        producer.flush();
    }

    long records() {
        return records;
    }

    /// Lets so many runs go on, with so many records a second together, until this is closed.
    void goOn(int running, int rate) {
        Thread.ofPlatform().daemon().start(() -> {
            long began = System.nanoTime();
            for (long sent = 0; !closing; sent++) {
                String id = "running-%02d".formatted(sent % running);
                progress(id, newest.getOrDefault(id, -1L) + 1, "running");
                if (sent % 100 == 99) {
                    LockSupport.parkNanos(began + (sent + 1) * 1_000_000_000L / rate - System.nanoTime());
                }
            }
        });
    }

    @Override
    public void close() {
        closing = true;
        producer.close();
    }
}
