package dev.evoka.coordinator.topology;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import dev.evoka.tracing.Tracing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// The topology without a broker, with a clock of its own.
final class LoopDriver implements AutoCloseable {

    private final RegistryStub registry = new RegistryStub();
    private final ValueSerdes serdes = ValueSerdes.of(Map.of("schema.registry.url", registry.url()));
    private final Serializer<BlockFitness> answers = serdes.serializer(BlockFitness.class);
    private final LoopCounters counters = new LoopCounters();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Run> runs;
    private final TestInputTopic<String, byte[]> fitness;
    private final TestOutputTopic<String, CandidateBlock> candidates;
    private final TestOutputTopic<String, Progress> progress;
    private final TestOutputTopic<String, Best> bests;
    private final TestOutputTopic<String, Run> runRecords;
    private final TestOutputTopic<String, DeadLetter> deadLetters;
    private final List<Progress> history = new ArrayList<>();
    private long nanoseconds;
    private long step;

    LoopDriver() throws IOException {
        this(Tracing.OFF);
    }

    LoopDriver(Tracing tracing) throws IOException {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        driver = new TopologyTestDriver(
                LoopTopology.build(serdes, 4, OptionalInt.of(2), counters, tracing, this::look),
                settings,
                Runs.SUBMITTED);
        runs = driver.createInputTopic(Topic.RUNS.topicName(), new StringSerializer(), serdes.serializer(Run.class));
        fitness = driver.createInputTopic(Topic.FITNESS.topicName(), new StringSerializer(), new ByteArraySerializer());
        candidates = output(Topic.CANDIDATES, CandidateBlock.class);
        progress = output(Topic.PROGRESS, Progress.class);
        bests = output(Topic.BEST, Best.class);
        runRecords = output(Topic.RUNS, Run.class);
        deadLetters = output(Topic.DEAD_LETTERS, DeadLetter.class);
        driver.advanceWallClockTime(Duration.ofMillis(1)); // what was open at the start is published: nothing
    }

    private <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic topic, Class<T> type) {
        return driver.createOutputTopic(topic.topicName(), new StringDeserializer(), serdes.deserializer(type));
    }

    void submit(Run run) {
        runs.pipeInput(run.getRun(), run);
    }

    void answer(BlockFitness answer) {
        fitness.pipeInput(answer.getRun(), bytes(answer));
    }

    byte[] bytes(BlockFitness answer) {
        return answers.serialize(Topic.FITNESS.topicName(), answer);
    }

    <T extends SpecificRecord> byte[] bytes(Class<T> type, T value) {
        return serdes.serializer(type).serialize(Topic.FITNESS.topicName(), value);
    }

    /// Writes a record of evoka.runs as it is.
    void runBytes(byte[] value) {
        driver.createInputTopic(Topic.RUNS.topicName(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("run", value);
    }

    TestInputTopic<String, byte[]> fitness() {
        return fitness;
    }

    private long look() {
        nanoseconds += step;
        return nanoseconds;
    }

    /// From now on whoever looks at the clock finds that so much time has passed since the last look.
    void tickAtEachLook(Duration time) {
        step = time.toNanos();
    }

    /// Lets time pass, in steps of the topology's clock.
    void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 100) {
            nanoseconds += 100_000_000;
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    /// Records of blocks, with their headers.
    List<TestRecord<String, CandidateBlock>> blockRecords() {
        return candidates.readRecordsToList();
    }

    List<CandidateBlock> blocks() {
        return candidates.readValuesToList();
    }

    /// Answers all blocks that are given out, and those that follow, so many times.
    void answerGenerations(int number) {
        for (int i = 0; i < number; i++) {
            blocks().forEach(block -> answer(Runs.answer(block)));
        }
    }

    /// All progress records so far.
    List<Progress> progress() {
        pass(Duration.ofMillis(100));
        history.addAll(progress.readValuesToList());
        return history;
    }

    Progress lastProgress() {
        return progress().getLast();
    }

    List<Best> bests() {
        return bests.readValuesToList();
    }

    /// Records of runs that the topology itself wrote.
    List<Run> runs() {
        return runRecords.readValuesToList();
    }

    List<DeadLetter> deadLetters() {
        return deadLetters.readValuesToList();
    }

    long counted(LoopCounters.Kind kind) {
        return counters.records(kind);
    }

    LoopCounters counters() {
        return counters;
    }

    RegistryStub registry() {
        return registry;
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
    }
}
