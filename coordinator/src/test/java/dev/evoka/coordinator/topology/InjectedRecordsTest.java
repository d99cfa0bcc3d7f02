package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.topology.LoopCounters.Kind;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Records that have no business in evoka.fitness: ignored, counted, and in the dead letters.
class InjectedRecordsTest {

    private final Run run = Runs.run(Runs.yaml("stop: {generations: 5}"), "");
    private LoopDriver loop;
    private List<CandidateBlock> open;

    @BeforeEach
    void open() throws IOException {
        loop = new LoopDriver();
        loop.submit(run);
        loop.answerGenerations(2);
        open = loop.blocks();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    /// The run goes on to the end that it has without injected records.
    private void goesOn() throws IOException {
        open.forEach(block -> loop.answer(Runs.answer(block)));
        loop.answerGenerations(5);
        try (LoopDriver undisturbed = new LoopDriver()) {
            undisturbed.submit(run);
            undisturbed.answerGenerations(10);
            assertThat(loop.lastProgress().toString())
                    .isEqualTo(undisturbed.lastProgress().toString());
            assertThat(loop.bests().getLast()).isEqualTo(undisturbed.bests().getLast());
        }
        assertThat(loop.lastProgress().getState()).isEqualTo("finished");
    }

    private void isRefused(BlockFitness answer, Kind kind, String reason) throws IOException {
        long counted = loop.counted(Kind.COUNTED);
        loop.answer(answer);
        assertThat(loop.counted(kind)).isEqualTo(1);
        assertThat(loop.counted(Kind.COUNTED)).isEqualTo(counted);
        DeadLetter letter = loop.deadLetters().getLast();
        assertThat(letter.getReason()).isEqualTo(reason);
        assertThat(letter.getTopic()).isEqualTo(Topic.FITNESS.topicName());
        assertThat(letter.getValue()).isNull();
        assertThat(loop.blocks()).isEmpty();
        goesOn();
    }

    private void isMalformed(byte[] value, String reason) throws IOException {
        loop.fitness().pipeInput(run.getRun(), value);
        assertThat(loop.counted(Kind.MALFORMED)).isEqualTo(1);
        DeadLetter letter = loop.deadLetters().getLast();
        assertThat(letter.getReason()).contains(reason);
        assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(run.getRun().getBytes(StandardCharsets.UTF_8)));
        assertThat(letter.getValue()).isEqualTo(value == null ? null : ByteBuffer.wrap(value));
        goesOn();
    }

    @Test
    void aDuplicate() throws IOException {
        loop.answer(Runs.answer(open.getFirst()));
        isRefused(Runs.answer(open.getFirst()), Kind.DUPLICATE, "duplicate");
    }

    @Test
    void aDuplicateOfAnotherEvaluatorWithOtherNumbers() throws IOException {
        loop.answer(Runs.answer(open.getFirst()));
        ByteBuffer zeros = ByteBuffer.allocate(3 * Double.BYTES);
        BlockFitness other = BlockFitness.newBuilder(Runs.answer(open.getFirst()))
                .setStatistics(zeros)
                .build();
        isRefused(other, Kind.DUPLICATE, "duplicate");
    }

    @Test
    void anAnswerToAClosedGeneration() throws IOException {
        BlockFitness late = BlockFitness.newBuilder(Runs.answer(open.getFirst()))
                .setGeneration(1)
                .build();
        isRefused(late, Kind.LATE, "late: generation 1 is closed");
    }

    @Test
    void anAnswerToAGenerationThatIsNotOpenYet() throws IOException {
        BlockFitness early = BlockFitness.newBuilder(Runs.answer(open.getFirst()))
                .setGeneration(3)
                .build();
        isRefused(early, Kind.FOREIGN, "foreign: generation 3 is not open yet");
    }

    @Test
    void anAnswerToAnotherRun() throws IOException {
        BlockFitness foreign = BlockFitness.newBuilder(Runs.answer(open.getFirst()))
                .setRun("other")
                .build();
        isRefused(foreign, Kind.FOREIGN, "foreign: no run other goes on here");
    }

    @Test
    void anAnswerForCandidatesThatDoNotExist() throws IOException {
        BlockFitness beyond =
                BlockFitness.newBuilder(Runs.answer(open.getLast())).setFirst(4).build();
        isRefused(
                beyond,
                Kind.FOREIGN,
                "foreign: candidates 4 + 3 on shard 0 are not of this generation (6 candidates, 1 shards)");
    }

    @Test
    void anAnswerForAShardThatDoesNotExist() throws IOException {
        BlockFitness beyond =
                BlockFitness.newBuilder(Runs.answer(open.getLast())).setShard(1).build();
        isRefused(
                beyond,
                Kind.FOREIGN,
                "foreign: candidates 3 + 3 on shard 1 are not of this generation (6 candidates, 1 shards)");
    }

    @Test
    void anAnswerWithTooFewNumbers() throws IOException {
        BlockFitness few = BlockFitness.newBuilder(Runs.answer(open.getFirst()))
                .setStatistics(ByteBuffer.allocate(2 * Double.BYTES))
                .build();
        isRefused(few, Kind.FOREIGN, "foreign: statistics must hold 1 × 3 × 1 numbers but held 2");
    }

    @Test
    void anAnswerWithAnAbsurdNumberOfComponents() throws IOException {
        BlockFitness many = BlockFitness.newBuilder(Runs.answer(open.getFirst()))
                .setComponents(Integer.MAX_VALUE)
                .build();
        isRefused(many, Kind.FOREIGN, "foreign: statistics must hold 2147483647 × 3 × 1 numbers but held 3");
    }

    @Test
    void aFailureOfAnAbsurdAttemptIsTriedAgain() throws IOException {
        for (int attempt : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            loop.answer(BlockFitness.newBuilder(Runs.failure(open.getFirst()))
                    .setAttempt(attempt)
                    .build());
            assertThat(loop.blocks()).singleElement().matches(block -> block.getAttempt() > 0);
        }
        goesOn();
    }

    @Test
    void nothing() throws IOException {
        loop.fitness().pipeInput(new TestRecord<>(run.getRun(), null));
        assertThat(loop.counted(Kind.MALFORMED)).isEqualTo(1);
        assertThat(loop.deadLetters().getLast().getReason()).isEqualTo("malformed: no value");
        goesOn();
    }

    @Test
    void aRecordWithoutKey() throws IOException {
        loop.fitness().pipeInput(new TestRecord<>(null, new byte[] {1}));
        assertThat(loop.counted(Kind.MALFORMED)).isEqualTo(1);
        assertThat(loop.deadLetters().getLast().getKey()).isNull();
        goesOn();
    }

    @Test
    void bytesOfAnotherFormat() throws IOException {
        isMalformed("{}".getBytes(StandardCharsets.UTF_8), "no value in Confluent's wire format (2 bytes)");
    }

    @Test
    void aSchemaThatTheRegistryDoesNotHave() throws IOException {
        isMalformed(new byte[] {0, 0, 0, 99, 99, 1, 2, 3}, "not found");
    }

    @Test
    void aRecordOfAnotherSchema() throws IOException {
        Progress other = loop.lastProgress();
        isMalformed(loop.bytes(Progress.class, other), "malformed: no BlockFitness");
    }

    @Test
    void aRecordThatIsCutOff() throws IOException {
        byte[] whole = loop.bytes(Runs.answer(open.getFirst()));
        isMalformed(Arrays.copyOf(whole, whole.length / 2), "malformed: no BlockFitness");
    }

    @Test
    void aRecordThatClaimsToBeHuge() throws IOException {
        byte[] schema = Arrays.copyOf(loop.bytes(Runs.answer(open.getFirst())), 5);
        // A string of 2^31 - 9 bytes, of which there are none.
        byte[] bytes = Arrays.copyOf(schema, 10);
        System.arraycopy(new byte[] {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f}, 0, bytes, 5, 5);
        isMalformed(bytes, "malformed: no BlockFitness");
    }

    @Test
    void aHugeRecordIsNamedAndNotKept() throws IOException {
        loop.fitness().pipeInput(run.getRun(), new byte[900_000]);
        assertThat(loop.counted(Kind.MALFORMED)).isEqualTo(1);
        DeadLetter letter = loop.deadLetters().getLast();
        assertThat(letter.getValue()).isNull();
        assertThat(letter.getReason()).startsWith("malformed");
        goesOn();
    }

    @Test
    void aRunOfAHugeNameIsNotKept() throws IOException {
        BlockFitness foreign = BlockFitness.newBuilder(Runs.answer(open.getFirst()))
                .setRun("x".repeat(500_000))
                .build();
        loop.answer(foreign);
        assertThat(loop.deadLetters().getLast().getReason()).hasSizeLessThan(1_001);
        assertThat(loop.deadLetters()).isEmpty();
        goesOn();
    }

    @Test
    void anyBytesAtAll() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        byte[] whole = loop.bytes(Runs.answer(open.getFirst()));
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = whole.clone();
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                // The parts that would be a forgery, not a fault, stay whole: the statistics.
                bytes[random.nextInt(5, 32)] = (byte) random.nextInt();
            }
            byte[] value = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            loop.fitness().pipeInput(run.getRun(), value);
        }
        assertThat(loop.lastProgress().getGeneration()).isEqualTo(1);
    }

    @Test
    void aRunThatCannotBeRead() throws IOException {
        loop.runBytes(new byte[] {1, 2, 3});
        assertThat(loop.counted(Kind.MALFORMED)).isEqualTo(1);
        assertThat(loop.deadLetters().getLast().getTopic()).isEqualTo(Topic.RUNS.topicName());
        goesOn();
    }
}
