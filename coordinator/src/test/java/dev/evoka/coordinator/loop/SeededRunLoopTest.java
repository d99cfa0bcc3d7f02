package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.loop.RunLoop.Step;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.WantedState;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Update;
import dev.evoka.seeded.UpdateForm;
import dev.evoka.seeded.algorithms.SeededAlgorithms;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The loop of a run of model weights, without Kafka.
class SeededRunLoopTest {

    private static final String EVERY_FOUR = "validation: {every: 4, tolerance: 0.05}";

    private static RunLoop loop(String optimizer, String stop, int shards, int blocks) {
        return new RunLoop(
                RunDefinition.of(SeededRuns.run(optimizer, stop, shards)), new Cutting(5, OptionalInt.of(blocks)));
    }

    private static RunLoop loop(SeededAlgorithms algorithm) {
        return loop("{algorithm: %s, %s}".formatted(algorithm.specName(), EVERY_FOUR), "{generations: 30}", 1, 1);
    }

    private static List<CandidateBlock> blocks(List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Give.class::isInstance)
                .map(each -> ((Output.Give) each).block())
                .toList();
    }

    private static List<ModelUpdate> updates(List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Changed.class::isInstance)
                .map(each -> ((Output.Changed) each).update())
                .toList();
    }

    private static Progress progress(List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Progressed.class::isInstance)
                .map(each -> ((Output.Progressed) each).progress())
                .findFirst()
                .orElseThrow();
    }

    private static Update update(ModelUpdate record) {
        byte[] bytes = new byte[record.getUpdate().remaining()];
        record.getUpdate().duplicate().get(bytes);
        return UpdateForm.of(bytes);
    }

    private static Step answer(RunLoop loop, List<CandidateBlock> open) {
        Step last = Step.ignored(Verdict.LATE, "");
        for (CandidateBlock block : open) {
            last = loop.answer(SeededRuns.answer(block), 5, 0);
            assertThat(last.verdict()).isEqualTo(Verdict.COUNTED);
        }
        return last;
    }

    /// Everything that is published of generations: updates, blocks without their cut, progress.
    private static List<String> history(RunLoop loop) {
        List<String> history = new ArrayList<>();
        List<Output> outputs = loop.publishOpen(0);
        while (!loop.ended()) {
            outputs = answer(loop, blocks(outputs)).outputs();
            updates(outputs).forEach(each -> history.add(each.toString()));
            history.add(progress(outputs).toString());
        }
        return history;
    }

    @ParameterizedTest
    @EnumSource
    void namesCandidatesByIndexAndInstructionAlone(SeededAlgorithms algorithm) {
        RunLoop loop = loop(algorithm);
        CandidateBlock block = blocks(loop.publishOpen(0)).getFirst();
        assertThat(block.getParameters()).isNull();
        assertThat(block.getInstruction().hasRemaining()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void neitherCutNorShardsShowInAnyNumber(SeededAlgorithms algorithm) {
        String optimizer = "{algorithm: %s, %s}".formatted(algorithm.specName(), EVERY_FOUR);
        List<String> expected = history(loop(optimizer, "{generations: 30}", 1, 1));
        assertThat(history(loop(optimizer, "{generations: 30}", 1, 4))).isEqualTo(expected);
        assertThat(history(loop(optimizer, "{generations: 30}", 1, 7))).isEqualTo(expected);
        List<String> sharded = history(loop(optimizer, "{generations: 30}", 3, 1));
        assertThat(history(loop(optimizer, "{generations: 30}", 3, 4))).isEqualTo(sharded);
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotOrTheErrorsToldLeadToTheSame(SeededAlgorithms algorithm) {
        RunLoop undisturbed = loop(algorithm);
        RunLoop replayed = loop(algorithm);
        List<Output> outputs = undisturbed.publishOpen(0);
        while (!undisturbed.ended()) {
            Step step = answer(undisturbed, blocks(outputs));
            Output.Progressed again = replayed.replay(step.told().orElseThrow(), step.milliseconds(), step.failure());
            assertThat(again.progress()).isEqualTo(progress(step.outputs()));
            assertThat(replayed.state()).isEqualTo(undisturbed.state());
            RunLoop restored = loop(algorithm);
            restored.restore(undisturbed.state());
            assertThat(restored.state()).isEqualTo(undisturbed.state());
            assertThat(restored.ended()).isEqualTo(undisturbed.ended());
            outputs = restored.publishOpen(0);
            assertThat(blocks(outputs)).isEqualTo(blocks(undisturbed.publishOpen(0)));
            // The last update may have been lost on its way: it is there before the blocks that need it.
            assertThat(updates(outputs)).isEqualTo(updates(step.outputs()));
        }
    }

    @Test
    void publishesAnUpdateBeforeTheBlocksThatNeedIt() {
        RunLoop loop = loop(SeededAlgorithms.EVOLUTION_STRATEGY);
        List<Output> outputs = loop.publishOpen(0);
        for (long generation = 0; generation < 10; generation++) {
            outputs = answer(loop, blocks(outputs)).outputs();
            assertThat(outputs.getFirst()).isInstanceOf(Output.Changed.class);
            ModelUpdate record = updates(outputs).getFirst();
            assertThat(record.getGeneration()).isEqualTo(generation);
            assertThat(update(record).generation()).isEqualTo(generation);
            assertThat(blocks(outputs).getFirst().getGeneration()).isEqualTo(generation + 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{evaluations: 22} | the optimizer has spent its budget or has converged",
                "{stagnation: {generations: 6, improvement: 0.9}} | stop.stagnation: no improvement for 6 generations"
            })
    void isJudgedByValidationsAndEndsWithOne(String stop, String reason) {
        RunLoop loop = loop("{algorithm: evolution-strategy, pairs: 2, " + EVERY_FOUR + "}", stop, 1, 1);
        List<Progress> history = new ArrayList<>();
        List<Boolean> validations = new ArrayList<>();
        List<Output> outputs = loop.publishOpen(0);
        while (!loop.ended()) {
            CandidateBlock block = blocks(outputs).getFirst();
            validations.add(
                    Instruction.of(block.getInstruction().array()).batch().validation());
            outputs = answer(loop, blocks(outputs)).outputs();
            history.add(progress(outputs));
        }
        assertThat(validations).containsExactly(true, false, false, false, false, true, false, true);
        assertThat(history.getLast().getEvaluations()).isEqualTo(20);
        assertThat(history.getLast().getBest()).isEqualTo((64 - 7 / 8.0) / 8);
        assertThat(history.getLast().getValidation())
                .isEqualTo(history.getLast().getBest());
        assertThat(history.get(1).getBest()).isEqualTo(8);
        assertThat(history.getLast().getReason()).isEqualTo(reason);
        assertThat(loop.tally().bestGeneration()).isEqualTo(7);
    }

    @Test
    void failsARunWhoseEvaluatorsHoldDifferentWeights() {
        RunLoop loop = loop("{algorithm: evolution-strategy, pairs: 4, " + EVERY_FOUR + "}", "{generations: 30}", 1, 4);
        List<CandidateBlock> open =
                blocks(answer(loop, blocks(loop.publishOpen(0))).outputs());
        ByteBuffer some = ByteBuffer.wrap(new byte[] {1, 2});
        ByteBuffer same = ByteBuffer.wrap(new byte[] {1, 2});
        ByteBuffer other = ByteBuffer.wrap(new byte[] {1, 3});
        assertThat(said(loop, open.get(0), "a", some, 1)).isEmpty();
        assertThat(said(loop, open.get(1), "b", same, 1)).isEmpty();
        assertThat(said(loop, open.get(2), "b", other, 2)).isEmpty();
        List<Output> outputs = said(loop, open.get(3), "c", other, 1);
        assertThat(outputs).hasSize(1);
        String reason = ((Output.Refused) outputs.getFirst()).reason();
        assertThat(reason).contains("a and c differ after 1 updates");
        assertThat(loop.ended()).isFalse();
        assertThat(progress(loop.obey(WantedState.FAILED, reason, 0)).getState())
                .isEqualTo("failed");
        assertThat(loop.ended()).isTrue();
    }

    private static List<Output> said(
            RunLoop loop, CandidateBlock block, String evaluator, ByteBuffer digest, long generation) {
        BlockFitness answer = SeededRuns.answer(block, evaluator, digest, generation);
        return loop.answer(answer, 5, 0).outputs();
    }

    @Test
    void cutsAMillionCandidatesIntoBlocksWhoseAnswersFitIntoARecord() {
        RunLoop loop = loop("{algorithm: evolution-strategy, pairs: 524288}", "{generations: 3}", 1, 1);
        List<CandidateBlock> open =
                blocks(answer(loop, blocks(loop.publishOpen(0))).outputs());
        assertThat(open.stream().mapToInt(CandidateBlock::getCount).sum()).isEqualTo(1 << 20);
        assertThat(open).allSatisfy(block -> {
            assertThat(block.getInstruction().remaining()).isLessThan(32);
            assertThat(SeededRuns.answer(block).getStatistics().remaining()).isLessThan(1 << 20);
        });
        List<ModelUpdate> parts = updates(answer(loop, open).outputs());
        assertThat(parts).hasSize(5).allSatisfy(part -> {
            assertThat(part.getUpdate().remaining()).isLessThanOrEqualTo(1 << 19);
            assertThat(part.getParts()).isEqualTo(5);
        });
        ByteBuffer whole = ByteBuffer.allocate(4 << 20);
        parts.forEach(part -> whole.put(part.getUpdate().duplicate()));
        byte[] bytes = new byte[whole.flip().remaining()];
        whole.get(bytes);
        assertThat(((Update.Move) UpdateForm.of(bytes)).coefficients()).hasSize(1 << 19);
    }
}
