package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.loop.RunLoop.Step;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.optimizers.Algorithms;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.spec.SpecReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The loop without Kafka: the mean of the squares of two parameters' distances, over shards of different sizes.
class RunLoopTest {

    private static RunDefinition definition(Algorithms algorithm, int shards) {
        return definition(algorithm, shards, "failures: {attempts: 2}");
    }

    private static RunDefinition definition(Algorithms algorithm, int shards, String more) {
        String yaml = """
                name: small
                objective: {function: sphere}
                parameters: {dimension: 2, bounds: [-5, 5]}
                optimizer: {algorithm: %s}
                stop: {generations: 40}
                %s
                """.formatted(algorithm.specName(), more);
        Submission submission =
                new Submission(SpecReader.parse(yaml, Path.of("")), List.of("a", "b"), "mse", 0, shards, "{}");
        return RunDefinition.of(submission.record(Instant.EPOCH, ""));
    }

    private static RunLoop loop(Algorithms algorithm, int shards, int blocks) {
        return new RunLoop(definition(algorithm, shards), new Cutting(5, OptionalInt.of(blocks)));
    }

    private static final int ROWS = 210;

    /// Rows belong to shards by turns; a shard's statistic is given in two components.
    private static BlockFitness answer(CandidateBlock block, int shards) {
        double[] parameters = new double[2 * block.getCount()];
        block.getParameters()
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(parameters);
        ByteBuffer sums = ByteBuffer.allocate(2 * 8 * block.getCount()).order(ByteOrder.LITTLE_ENDIAN);
        int rows = 0;
        for (int row = block.getShard(); row < ROWS; row += shards, rows++) {
            for (int i = 0; i < block.getCount(); i++) {
                double distance = parameters[2 * i] - row % 8 * 0.25 + parameters[2 * i + 1] * 0.5;
                // Few bits, so that these sums are exact in any order.
                double square = Math.rint(distance * distance * 1024) / 1024;
                int at = 8 * (row % 2 * block.getCount() + i);
                sums.putDouble(at, sums.getDouble(at) + square);
            }
        }
        return new BlockFitness(
                block.getRun(),
                block.getGeneration(),
                block.getFirst(),
                block.getCount(),
                block.getShard(),
                block.getAttempt(),
                (long) rows,
                2,
                sums,
                ByteBuffer.allocate(0),
                null,
                "evaluator",
                1_000L,
                ByteBuffer.allocate(0),
                -1L,
                ByteBuffer.allocate(0));
    }

    private static List<CandidateBlock> blocks(List<Output> outputs) {
        List<CandidateBlock> blocks = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Give give) {
                blocks.add(give.block());
            }
        }
        return blocks;
    }

    private static List<String> progress(List<Output> outputs) {
        List<String> progress = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Progressed progressed) {
                progress.add(progressed.progress().toString());
            }
        }
        return progress;
    }

    /// Runs to the end with answers in a random order, some of them twice, late ones among them.
    private static List<String> history(RunLoop loop, int shards, long seed) {
        Random order = new Random(seed);
        List<String> history = new ArrayList<>();
        List<CandidateBlock> open = blocks(loop.publishOpen(0));
        List<CandidateBlock> old = new ArrayList<>();
        while (!open.isEmpty()) {
            Collections.shuffle(open, order);
            List<CandidateBlock> next = new ArrayList<>();
            for (CandidateBlock block : open) {
                Step step = loop.answer(answer(block, shards), 5, 0);
                assertThat(step.verdict()).isEqualTo(Verdict.COUNTED);
                history.addAll(progress(step.outputs()));
                next.addAll(blocks(step.outputs()));
                Step again = loop.answer(answer(block, shards), 5, 0);
                assertThat(again.verdict()).isIn(Verdict.DUPLICATE, Verdict.LATE);
                assertThat(again.outputs()).isEmpty();
            }
            for (CandidateBlock block : old) {
                assertThat(loop.answer(answer(block, shards), 5, 0).verdict()).isEqualTo(Verdict.LATE);
            }
            old = open;
            open = next;
        }
        assertThat(loop.ended()).isTrue();
        return history;
    }

    @ParameterizedTest
    @EnumSource
    void neitherCutNorShardsNorOrderShowInAnyNumber(Algorithms algorithm) {
        List<String> expected = history(loop(algorithm, 1, 1), 1, 0);
        assertThat(expected).isNotEmpty();
        assertThat(history(loop(algorithm, 1, 3), 1, 1)).isEqualTo(expected);
        assertThat(history(loop(algorithm, 2, 1), 2, 2)).isEqualTo(expected);
        assertThat(history(loop(algorithm, 7, 5), 7, 3)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotOrTheErrorsToldLeadToTheSame(Algorithms algorithm) {
        RunLoop undisturbed = loop(algorithm, 1, 1);
        RunLoop replayed = loop(algorithm, 1, 1);
        for (CandidateBlock open = blocks(undisturbed.publishOpen(0)).getFirst(); !undisturbed.ended(); ) {
            Step step = undisturbed.answer(answer(open, 1), 7, 0);
            Output.Progressed again = replayed.replay(step.told().orElseThrow(), step.milliseconds(), step.failure());
            assertThat(again.progress().toString())
                    .isEqualTo(progress(step.outputs()).getFirst());
            assertThat(replayed.state()).isEqualTo(undisturbed.state());
            RunLoop restored = loop(algorithm, 1, 1);
            restored.restore(undisturbed.state());
            assertThat(restored.state()).isEqualTo(undisturbed.state());
            assertThat(restored.ended()).isEqualTo(undisturbed.ended());
            assertThat(blocks(restored.publishOpen(0))).isEqualTo(blocks(undisturbed.publishOpen(0)));
            open = undisturbed.ended() ? open : blocks(step.outputs()).getFirst();
        }
    }

    @Test
    void answersOfAnotherCutFillTheGaps() {
        RunLoop one = loop(Algorithms.CMA_ES, 1, 1);
        RunLoop three = loop(Algorithms.CMA_ES, 1, 3);
        CandidateBlock whole = blocks(one.publishOpen(0)).getFirst();
        List<CandidateBlock> parts = blocks(three.publishOpen(0));
        assertThat(three.answer(answer(parts.getFirst(), 1), 5, 0).told()).isEmpty();
        double[] told = three.answer(answer(whole, 1), 5, 0).told().orElseThrow();
        assertThat(told).isEqualTo(one.answer(answer(whole, 1), 5, 0).told().orElseThrow());
    }

    @Test
    void theTimeOfAGenerationIsThatOfTheLog() {
        RunLoop loop = loop(Algorithms.CMA_ES, 1, 1);
        CandidateBlock first = blocks(loop.publishOpen(0)).getFirst();
        Step step = loop.answer(answer(first, 1), 1_500, 0);
        assertThat(loop.tally().milliseconds()).isEqualTo(1_500);
        // A clock that goes backwards does not make the run younger.
        loop.answer(answer(blocks(step.outputs()).getFirst(), 1), 900, 0);
        assertThat(loop.tally().milliseconds()).isEqualTo(1_500);
    }

    private static BlockFitness failed(CandidateBlock block, String why) {
        ByteBuffer all = ByteBuffer.allocate(4 * block.getCount()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < block.getCount(); i++) {
            all.putInt(4 * i, block.getFirst() + i);
        }
        return BlockFitness.newBuilder(answer(block, 1))
                .setStatistics(ByteBuffer.allocate(0))
                .setFailed(all)
                .setFailure(why)
                .build();
    }

    @Test
    void aRunWithTooManyFailuresSaysWhyItsFirstCandidateFailedAlsoWhenItIsRecovered() {
        RunDefinition strict = definition(Algorithms.CMA_ES, 1, "failures: {attempts: 1, allowed: 0}");
        RunLoop loop = new RunLoop(strict, new Cutting(5, OptionalInt.of(2)));
        List<CandidateBlock> open = blocks(loop.publishOpen(0));
        loop.answer(failed(open.getLast(), "it overflowed"), 5, 0);
        Step step = loop.answer(failed(open.getFirst(), "it is negative"), 5, 0);
        assertThat(progress(step.outputs()).getFirst())
                .contains("failed, more than failures.allowed 0.0; candidate 0 on shard 0: it is negative");
        RunLoop replayed = new RunLoop(strict, new Cutting(5, OptionalInt.of(2)));
        replayed.replay(step.told().orElseThrow(), step.milliseconds(), step.failure());
        RunLoop restored = new RunLoop(strict, new Cutting(5, OptionalInt.of(2)));
        restored.restore(loop.state());
        assertThat(progress(replayed.publishOpen(0))).isEqualTo(progress(step.outputs()));
        assertThat(progress(restored.publishOpen(0))).isEqualTo(progress(step.outputs()));
    }
}
