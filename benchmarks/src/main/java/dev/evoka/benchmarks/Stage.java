package dev.evoka.benchmarks;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.coordinator.CoordinatorConfig;
import dev.evoka.coordinator.CoordinatorService;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ResolvedObjective;
import dev.evoka.evaluator.service.Assignment;
import dev.evoka.evaluator.service.Evaluator;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.registry.server.EmbeddedRegistry;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import dev.evoka.topics.Topic;
import dev.evoka.topics.TopicCreator;
import dev.evoka.tracing.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A broker, a registry, a coordinator and evaluators in this process, in a folder of their own that goes away.
final class Stage implements AutoCloseable {

    private static final int SESSION_MILLISECONDS = 6_000;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path folder;
    private final Map<String, Object> client;
    private final CoordinatorService coordinator;
    private final KafkaProducer<String, byte[]> producer;
    private int submissions;

    Stage(int evaluators, int slots, OptionalInt blocks) throws IOException, InterruptedException {
        this(
                IntStream.rangeClosed(1, evaluators)
                        .mapToObj(i -> "evaluator-" + i)
                        .toList(),
                slots,
                blocks,
                Assignment.SHARDED);
    }

    /// @param evaluators their names
    Stage(List<String> evaluators, int slots, OptionalInt blocks, Assignment assignment)
            throws IOException, InterruptedException {
        folder = Files.createTempDirectory("evoka-bench");
        EmbeddedBroker broker = new EmbeddedBroker(folder, 0);
        open.push(broker);
        broker.start();
        EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0);
        open.push(registry);
        client = Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
        try (Admin admin = Admin.create(client)) {
            TopicCreator.ensure(admin, slots);
        }
        coordinator = new CoordinatorService(
                new CoordinatorConfig(client, "bench", 1, blocks), slots, SESSION_MILLISECONDS, Tracing.OFF);
        open.push(coordinator);
        coordinator.start();
        for (String name : evaluators) {
            Evaluator evaluator = assignment.evaluator(new EvaluatorConfig(client, name, 1, SESSION_MILLISECONDS));
            open.push(evaluator);
            evaluator.start();
        }
        producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
        open.push(producer);
        coordinator.awaitReady(Duration.ofSeconds(30));
    }

    /// What relative paths in specs start from.
    Path folder() {
        return folder;
    }

    Map<String, Object> client() {
        return client;
    }

    /// Starts a run.
    Run submit(String yaml) {
        RunSpec spec = SpecReader.parse(yaml, folder);
        ResolvedObjective resolved = Objectives.resolve(spec);
        Run run = new Submission(
                        spec,
                        resolved.parameters(),
                        resolved.measure(),
                        resolved.classes(),
                        resolved.shards(),
                        resolved.facts(),
                        resolved.weights(),
                        resolved.validationMeasure())
                .record(Instant.now(), "-" + ++submissions);
        publish(run);
        return run;
    }

    /// Ends a run.
    void stop(Run run) {
        publish(Run.newBuilder(run)
                .setWanted(WantedState.STOPPED)
                .setReason("measured")
                .build());
    }

    private void publish(Run run) {
        byte[] value = ValueSerdes.of(client).serializer(Run.class).serialize(Topic.RUNS.topicName(), run);
        try {
            producer.send(new ProducerRecord<>(Topic.RUNS.topicName(), run.getRun(), value))
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the run cannot be submitted", e);
        }
    }

    /// Generations that were completed since the stage was set.
    long generations() {
        return coordinator.counters().generations();
    }

    /// Waits for so many generations and gives the nanoseconds that one took on average.
    double nanosecondsPerGeneration(int generations) {
        long first = generations();
        while (generations() == first) {
            LockSupport.parkNanos(50_000);
        }
        long from = System.nanoTime();
        long begin = generations();
        while (generations() - begin < generations) {
            LockSupport.parkNanos(2_000_000);
            if (System.nanoTime() - from > 120_000_000_000L) {
                throw new IllegalStateException(
                        "only %d of %d generations in two minutes".formatted(generations() - begin, generations));
            }
        }
        return (double) (System.nanoTime() - from) / (generations() - begin);
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) { // AutoCloseable declares it
                throw new IOException(e);
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
