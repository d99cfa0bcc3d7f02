package dev.evoka.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.coordinator.CoordinatorConfig;
import dev.evoka.coordinator.CoordinatorService;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ResolvedObjective;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.evaluator.service.EvaluatorService;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// A broker, a registry, a coordinator and evaluators in this process.
final class Stage implements AutoCloseable {

    /// Partitions of evoka.candidates.
    static final int SLOTS = 8;

    private static final int SESSION_MILLISECONDS = 2_000;

    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, Object> client;
    private final KafkaProducer<String, byte[]> producer;

    /// @param folder of the broker, and of what specs name
    Stage(Path folder) throws IOException, InterruptedException {
        this(folder, OptionalInt.empty());
    }

    /// @param blocks of a generation; empty = by cost, one if it is cheap, which only one evaluator then works for
    Stage(Path folder, OptionalInt blocks) throws IOException, InterruptedException {
        this.folder = folder;
        EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("broker"), 0);
        open.push(broker);
        broker.start();
        EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0);
        open.push(registry);
        client = Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
        try (Admin admin = Admin.create(client)) {
            TopicCreator.ensure(admin, SLOTS);
        }
        producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
        open.push(producer);
        CoordinatorService coordinator = new CoordinatorService(
                new CoordinatorConfig(client, "coordinator", 1, blocks), SLOTS, SESSION_MILLISECONDS, Tracing.OFF);
        open.push(coordinator);
        coordinator.start();
        coordinator.awaitReady(Duration.ofSeconds(60));
    }

    Map<String, Object> client() {
        return client;
    }

    /// Starts an evaluator with one worker.
    EvaluatorService evaluator(String id) {
        EvaluatorService evaluator = new EvaluatorService(new EvaluatorConfig(client, id, 1, SESSION_MILLISECONDS));
        open.push(evaluator);
        evaluator.start();
        return evaluator;
    }

    /// Starts a run.
    ///
    /// @param suffix makes it another run than others of the same spec
    Run submit(String yaml, String suffix) throws InterruptedException {
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
                .record(Instant.now(), suffix);
        publish(run);
        return run;
    }

    /// Pauses a run, starts an evaluator with one worker, and lets the run go on when that has slots.
    ///
    /// @return the run's record since then
    Run evaluatorDuringPause(String id, Run run) throws InterruptedException {
        publish(Run.newBuilder(run)
                .setWanted(WantedState.PAUSED)
                .setRevision(run.getRevision() + 1)
                .build());
        EvaluatorService evaluator = evaluator(id);
        for (int i = 0; evaluator.vitals().counts().slots() == 0; i++) {
            assertThat(i).as("tenths of a second that %s has had no slot", id).isLessThan(600);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        Run again = Run.newBuilder(run)
                .setWanted(WantedState.RUNNING)
                .setRevision(run.getRevision() + 2)
                .build();
        publish(again);
        return again;
    }

    private void publish(Run run) throws InterruptedException {
        byte[] value = ValueSerdes.of(client).serializer(Run.class).serialize(Topic.RUNS.topicName(), run);
        try {
            producer.send(new ProducerRecord<>(Topic.RUNS.topicName(), run.getRun(), value))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) { // AutoCloseable declares it
                throw new AssertionError(e);
            }
        }
    }
}
