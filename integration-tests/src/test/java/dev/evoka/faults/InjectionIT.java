package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.Settings;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import dev.evoka.topics.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Records that have no business in the topics, written while a run goes on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionIT {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SPEC = """
            name: injection
            objective:
              model: linear
              error: mse
              shards: 2
              data: {generate: {samples: 6400, features: 10, noise: 0.1, seed: 1}}
            optimizer: {algorithm: differential-evolution, population: 24}
            stop: {generations: 150}
            """;

    @TempDir
    static Path folder;

    private Cluster cluster;
    private Transcript undisturbed;

    @BeforeAll
    void start() {
        cluster = new Cluster(folder);
        cluster.startCoordinator("coordinator-1");
        cluster.startEvaluator("evaluator-1");
        cluster.startEvaluator("evaluator-2");
        Run run = cluster.submit(SPEC, "-undisturbed");
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        undisturbed = Transcript.of(cluster.client(), run);
    }

    @AfterAll
    void close() {
        assertThat(cluster.processes()).allMatch(JavaProcess::alive);
        cluster.processes()
                .forEach(each -> assertThat(each.log()).noneMatch(line -> line.contains("stream thread died")));
        cluster.close();
    }

    private <T extends SpecificRecord> byte[] bytes(Topic topic, Class<T> type, T value) {
        return ValueSerdes.of(cluster.client()).serializer(type).serialize(topic.topicName(), value);
    }

    private void send(Topic topic, String key, byte @Nullable [] value) {
        cluster.send(topic.topicName(), key, value);
    }

    private List<String> reasons(Topic topic) {
        TopicReader reader = new TopicReader(cluster.client());
        List<String> reasons = reader.values(Topic.DEAD_LETTERS, DeadLetter.class).stream()
                .filter(letter -> letter.getTopic().equals(topic.topicName()))
                .map(DeadLetter::getReason)
                .toList();
        assertThat(reader.unreadable()).isZero();
        return reasons;
    }

    @Test
    void answersThatAreNoneChangeNothing() {
        Run run = cluster.submit(SPEC, "-answers");
        String id = run.getRun();
        try (Follower follower = new Follower(cluster.client(), id)) {
            // The run stands still while records of generations that are not open yet are written.
            follower.awaitGeneration(3, LIMIT);
            cluster.want(run, WantedState.PAUSED);
            BlockFitness model = Transcript.of(cluster.client(), run).answers().getLast();
            BlockFitness early =
                    BlockFitness.newBuilder(model).setGeneration(1_000).build();
            BlockFitness foreign =
                    BlockFitness.newBuilder(model).setRun("nobody").build();
            for (BlockFitness answer : List.of(early, foreign)) {
                send(Topic.FITNESS, id, bytes(Topic.FITNESS, BlockFitness.class, answer));
            }
            // With counts that do not fit, for the generation at which the run stands still, whichever it is.
            for (long generation = 3; generation < 150; generation++) {
                BlockFitness beyond = BlockFitness.newBuilder(model)
                        .setGeneration(generation)
                        .setFirst(20)
                        .setCount(20)
                        .build();
                send(Topic.FITNESS, id, bytes(Topic.FITNESS, BlockFitness.class, beyond));
            }
            cluster.want(run, WantedState.RUNNING);
            Progress other = Transcript.of(cluster.client(), run).progress().getLast();
            send(Topic.FITNESS, id, bytes(Topic.PROGRESS, Progress.class, other));
            send(Topic.FITNESS, id, "{\"run\": 1}".getBytes(StandardCharsets.UTF_8));
            send(Topic.FITNESS, id, new byte[] {0, 0, 0, 99, 99, 1, 2, 3});
            send(Topic.FITNESS, id, null);
            send(Topic.FITNESS, id, new byte[1_000_000]);
            follower.awaitGeneration(30, LIMIT);
            for (int round = 0; round < 5; round++) {
                for (BlockFitness answer : Transcript.of(cluster.client(), run)
                        .answers()
                        .reversed()
                        .subList(0, 40)) {
                    send(Topic.FITNESS, id, bytes(Topic.FITNESS, BlockFitness.class, answer));
                }
                follower.awaitGeneration(follower.generation() + 1, LIMIT);
            }
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        Guarantees.everyGenerationIsToldOnce(Transcript.of(cluster.client(), run));
        Guarantees.sameBits(Transcript.of(cluster.client(), run), undisturbed);
        assertThat(reasons(Topic.FITNESS))
                .anyMatch(reason -> reason.startsWith("late: "))
                .contains("foreign: generation 1000 is not open yet", "foreign: no run nobody goes on here")
                .anyMatch(reason -> reason.startsWith("foreign: candidates 20 + 20"))
                .filteredOn(reason -> reason.startsWith("malformed: "))
                .hasSize(5);
    }

    /// A block in a schema that nobody here can read, registered while evaluators work.
    private byte[] ofAnotherMajorVersion() {
        int schema = new RegistryClient(new Settings(cluster.client()))
                .register("another-major-version", new Schema.Parser().parse("""
                        {"type": "record", "name": "CandidateBlock", "namespace": "dev.evoka.schemas", "fields": [
                            {"name": "generation", "type": "long"}]}"""));
        return ByteBuffer.allocate(6).put((byte) 0).putInt(schema).put((byte) 2).array();
    }

    @Test
    void candidatesThatAreNoneChangeNothing() {
        Run run = cluster.submit(SPEC, "-candidates");
        String id = run.getRun();
        try (Follower follower = new Follower(cluster.client(), id)) {
            follower.awaitGeneration(30, LIMIT);
            send(Topic.CANDIDATES, id, "[]".getBytes(StandardCharsets.UTF_8));
            send(Topic.CANDIDATES, id, null);
            send(Topic.CANDIDATES, id, new byte[] {0, 0, 0, 99, 99, 1, 2, 3});
            send(Topic.CANDIDATES, id, ofAnotherMajorVersion());
            CandidateBlock odd = new CandidateBlock(id, 31L, 0, 3, 0, 0, ByteBuffer.allocate(20), NOTHING);
            CandidateBlock many =
                    new CandidateBlock(id, 31L, 0, Integer.MAX_VALUE, 0, 0, ByteBuffer.allocate(8), NOTHING);
            CandidateBlock stranger = new CandidateBlock("nobody", 31L, 0, 1, 0, 0, ByteBuffer.allocate(8), NOTHING);
            CandidateBlock beyond = new CandidateBlock(id, 1_000L, 0, 1, 77, 0, ByteBuffer.allocate(11 * 8), NOTHING);
            for (CandidateBlock block : List.of(odd, many, stranger, beyond)) {
                send(Topic.CANDIDATES, id, bytes(Topic.CANDIDATES, CandidateBlock.class, block));
            }
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        Guarantees.everyGenerationIsToldOnce(Transcript.of(cluster.client(), run));
        Guarantees.sameBits(Transcript.of(cluster.client(), run), undisturbed);
        assertThat(reasons(Topic.CANDIDATES))
                .hasSize(6)
                .allMatch(reason -> reason.startsWith("malformed: "))
                .anyMatch(reason -> reason.contains("missing required field"));
        // Not open yet, or, when the run has ended meanwhile, closed.
        assertThat(reasons(Topic.FITNESS)).anyMatch(reason -> reason.contains("generation 1000 is"));
    }

    @Test
    void runsThatAreNoneChangeNothing() {
        Run run = cluster.submit(SPEC, "-runs");
        String id = run.getRun();
        try (Follower follower = new Follower(cluster.client(), id)) {
            follower.awaitGeneration(30, LIMIT);
            send(Topic.RUNS, id, new byte[] {1, 2, 3});
            Run wrong = Run.newBuilder(run).setRun("wrong").setSpec("{").build();
            send(Topic.RUNS, id, bytes(Topic.RUNS, Run.class, wrong));
            follower.awaitGeneration(40, LIMIT);
            // What has failed must not keep the next instance from starting.
            JavaProcess coordinator = cluster.processes().get(1);
            coordinator.kill();
            coordinator.start();
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        Guarantees.check(Transcript.of(cluster.client(), run), undisturbed);
        assertThat(reasons(Topic.RUNS)).isNotEmpty().allMatch(reason -> reason.startsWith("malformed: "));
    }
}
