package dev.evoka.benchmarks;

import dev.evoka.coordinator.topology.StreamsSettings;
import dev.evoka.optimizers.Algorithms;
import dev.evoka.schemas.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What a run writes into the changelog of its state, beside the errors that it was told, 8 bytes each: keys and
/// values of all records, and how many records there are.
final class ChangelogBytes {

    private static final String SPEC = """
            name: ALGORITHM
            objective: {function: rastrigin}
            parameters: {dimension: 20, bounds: [-5, 5]}
            optimizer: {algorithm: ALGORITHM}
            stop: {generations: 3000}
            """;
    private static final String CHANGELOG = StreamsSettings.APPLICATION + "-runs-changelog";

    private ChangelogBytes() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println(
                "| optimizer | errors told, bytes a generation | changelog, bytes a generation | × | records |");
        System.out.println("|---|---|---|---|---|");
        for (Algorithms algorithm : Algorithms.values()) {
            try (Stage stage = new Stage(1, 1, OptionalInt.of(1));
                    ProgressReader progress = new ProgressReader(stage.client())) {
                Run run = stage.submit(SPEC.replace("ALGORITHM", algorithm.specName()));
                long end = System.nanoTime() + 60_000_000_000L;
                while (progress.running() && System.nanoTime() < end) {
                    LockSupport.parkNanos(100_000_000);
                }
                stage.stop(run);
                report(algorithm.specName(), stage.client(), progress, run.getRun());
            }
        }
    }

    private static void report(String name, Map<String, Object> client, ProgressReader progress, String run) {
        long bytes = 0;
        long records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(CHANGELOG).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                while (consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                        bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                        records++;
                    }
                }
            }
        }
        long generations = progress.generation() + 1;
        double told = 8.0 * progress.evaluations(run) / generations;
        double written = (double) bytes / generations;
        System.out.printf(
                Locale.ROOT, "| %s | %.0f | %.0f | %.2f | %d |%n", name, told, written, written / told, records);
    }
}
