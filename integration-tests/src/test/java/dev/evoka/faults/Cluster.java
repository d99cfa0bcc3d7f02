package dev.evoka.faults;

import dev.evoka.cli.broker.FreePort;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ResolvedObjective;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import dev.evoka.topics.StackName;
import dev.evoka.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// `evoka broker`, `evoka coordinator` and `evoka evaluator`, each a process of its own, in one folder.
public final class Cluster implements AutoCloseable {

    private final Path folder;
    private final int port = freePort();
    private int registryPort = freePort();
    private final List<JavaProcess> processes = new ArrayList<>();
    private final JavaProcess broker;
    private final KafkaProducer<String, byte[]> producer;

    /// Starts a broker and waits until it is ready.
    public Cluster(Path folder) {
        this.folder = folder;
        broker = add(
                "broker",
                "broker localhost",
                "broker",
                "--data-dir",
                folder.resolve("broker").toString(),
                "--port",
                Integer.toString(port),
                "--registry-port",
                Integer.toString(registryPort));
        broker.start().awaitReady();
        producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());
    }

    /// From now on a registry at another port in place of the broker's own.
    void useRegistry(int otherPort) {
        registryPort = otherPort;
    }

    public static int freePort() {
        return FreePort.choose();
    }

    private JavaProcess add(String name, String ready, String... arguments) {
        return add(name, ready, Map.of(), arguments);
    }

    private JavaProcess add(String name, String ready, Map<String, String> environment, String... arguments) {
        JavaProcess process = new JavaProcess(folder, name, ready, Launch.evoka(arguments), environment);
        processes.add(process);
        return process;
    }

    private String[] connected(Stream<String> arguments) {
        return Stream.concat(
                        arguments,
                        Stream.of(
                                "--bootstrap-server",
                                "localhost:" + port,
                                "--schema-registry",
                                "http://localhost:" + registryPort,
                                "--verbose"))
                .toArray(String[]::new);
    }

    /// Starts a coordinator; does not wait.
    public JavaProcess startCoordinator(String instance, String... more) {
        Stream<String> arguments =
                Stream.concat(Stream.of("coordinator", "--instance", instance, "--http-port", "0"), Stream.of(more));
        return add(instance, "is ready", connected(arguments)).start();
    }

    /// Starts an evaluator; does not wait.
    public JavaProcess startEvaluator(String id, String... more) {
        Stream<String> arguments = Stream.concat(Stream.of("evaluator", "--id", id, "--threads", "1"), Stream.of(more));
        return add(id, "is up", connected(arguments)).start();
    }

    /// Starts a command on the same broker, in a stack of another name; does not wait.
    ///
    /// @param ready text of the output line that says that it is ready
    JavaProcess startInStack(String stack, String name, String ready, String... arguments) {
        Map<String, String> environment = Map.of(StackName.VARIABLE, stack);
        return add(name, ready, environment, connected(Stream.of(arguments))).start();
    }

    JavaProcess broker() {
        return broker;
    }

    /// Every process that was ever started.
    List<JavaProcess> processes() {
        return processes;
    }

    /// Client properties of the cluster.
    public Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers", "localhost:" + port, "schema.registry.url", "http://localhost:" + registryPort);
    }

    /// Starts a run.
    ///
    /// @param suffix makes it another run than others of the same spec
    public Run submit(String yaml, String suffix) {
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

    /// Wants another state of a run.
    void want(Run run, WantedState state) {
        publish(Run.newBuilder(run)
                .setWanted(state)
                .setReason("wanted by the test")
                .build());
    }

    private void publish(Run run) {
        String topic = Topic.RUNS.topicName();
        send(topic, run.getRun(), ValueSerdes.of(client()).serializer(Run.class).serialize(topic, run));
    }

    /// Writes a record as it is; returns when the broker has it.
    void send(String topic, String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits until a group has so many members and each has something to do.
    void awaitMembers(String group, int number) {
        try (Admin admin = Admin.create(client())) {
            Await.until(number + " members of " + group, Duration.ofSeconds(60), () -> {
                Collection<MemberDescription> members = members(admin, group);
                return members.size() == number
                        && members.stream()
                                .noneMatch(each ->
                                        each.assignment().topicPartitions().isEmpty());
            });
        }
    }

    private static Collection<MemberDescription> members(Admin admin, String group) {
        try {
            ConsumerGroupDescription described =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return described == null ? List.of() : described.members();
        } catch (ExecutionException | InterruptedException e) {
            return List.of(); // the group is not there yet
        }
    }

    /// Kills what still lives.
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        processes.forEach(JavaProcess::close);
    }
}
