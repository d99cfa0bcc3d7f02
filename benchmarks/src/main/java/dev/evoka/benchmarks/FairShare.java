package dev.evoka.benchmarks;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Progress;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// How runs share evaluators: what each of several equal runs gets done in the same time, and what a run with short
/// evaluations gets done beside one with long ones.
final class FairShare {

    private static final int SLOTS = 16;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(15);

    private static final String CHEAP = spec("cheap", "{function: sphere}", 100);
    private static final String SHORT = spec("short", "{java: " + BriefSphere.NAME + "}", 10);
    private static final String LONG = spec("long", "{java: " + SleepingSphere.NAME + "}", 50);

    private FairShare() {}

    private static String spec(String name, String objective, int population) {
        return """
                name: %s
                objective: %s
                parameters: {dimension: 5, bounds: [-5, 5]}
                optimizer: {algorithm: random-search, population: %d}
                stop: {generations: 100000000}
                """.formatted(name, objective, population);
    }

    /// @param arguments `cheap`, `short` or `beside`; all without
    static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> parts = arguments.length > 0 ? List.of(arguments) : List.of("cheap", "short", "beside");
        for (String part : parts) {
            switch (part) {
                case "cheap" -> equal(CHEAP);
                case "short" -> equal(SHORT);
                case "beside" -> beside();
                default -> throw new IllegalArgumentException("there is no part " + part);
            }
        }
    }

    private static void equal(String spec) throws IOException, InterruptedException {
        System.out.println(
                "| runs of equal cost | evaluators | evaluations a second, least and most of a run | ratio |");
        System.out.println("|---|---|---|---|");
        for (int runs : new int[] {3, 8}) {
            for (int evaluators : new int[] {1, 2, 5}) {
                equal(spec, runs, evaluators);
            }
        }
    }

    private static void beside() throws IOException, InterruptedException {
        System.out.println("| 5 ms an evaluation, population 10 | evaluators | evaluations a second |");
        System.out.println("|---|---|---|");
        for (int evaluators : new int[] {1, 2, 5}) {
            beside(evaluators, SHORT);
            beside(evaluators, SHORT, LONG);
        }
    }

    private static void equal(String spec, int runs, int evaluators) throws IOException, InterruptedException {
        List<Double> each =
                measure(evaluators, IntStream.range(0, runs).mapToObj(i -> spec).toList());
        double least = each.stream().mapToDouble(rate -> rate).min().orElseThrow();
        double most = each.stream().mapToDouble(rate -> rate).max().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "| %d, %s | %d | %,.0f to %,.0f | %.3f |%n",
                runs,
                spec.lines().findFirst().orElseThrow().substring("name: ".length()),
                evaluators,
                least,
                most,
                most / least);
    }

    private static void beside(int evaluators, String... specs) throws IOException, InterruptedException {
        List<Double> each = measure(evaluators, List.of(specs));
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f%s |%n",
                specs.length == 1 ? "alone" : "beside a run of 100 ms, population 50",
                evaluators,
                each.getFirst(),
                specs.length == 1 ? "" : ", the other %.1f".formatted(each.get(1)));
    }

    /// Evaluations a second of each run, in their order.
    private static List<Double> measure(int evaluators, List<String> specs) throws IOException, InterruptedException {
        try (Stage stage = new Stage(evaluators, SLOTS, OptionalInt.empty())) {
            List<String> runs = new ArrayList<>();
            for (String spec : specs) {
                runs.add(stage.submit(spec).getRun());
            }
            try (Counts counts = new Counts(stage.client())) {
                Map<String, Long> before = counts.read(WARM);
                Map<String, Long> after = counts.read(MEASURED);
                return runs.stream()
                        .map(run -> (after.getOrDefault(run, 0L) - before.getOrDefault(run, 0L))
                                / (double) MEASURED.toSeconds())
                        .toList();
            }
        }
    }

    /// Evaluations of each run, as a consumer of evoka.progress counts them.
    private static final class Counts implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final Deserializer<Progress> progresses;
        private final Map<String, Long> evaluations = new TreeMap<>();

        Counts(Map<String, Object> client) {
            progresses = ValueSerdes.of(client).deserializer(Progress.class);
            consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.PROGRESS.topicName()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        Map<String, Long> read(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    Progress progress = progresses.deserialize(record.topic(), record.value());
                    evaluations.merge(progress.getRun(), progress.getEvaluations(), Math::max);
                }
            }
            return Map.copyOf(evaluations);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
