package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the topology does with runs.
class LoopTopologyTest {

    private final Run run = Runs.run(Runs.yaml("stop: {generations: 5}"), "");
    private LoopDriver loop;

    @BeforeEach
    void open() throws IOException {
        loop = new LoopDriver();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void givesOutTheFirstGenerationInBlocks() {
        loop.submit(run);
        List<CandidateBlock> blocks = loop.blocks();
        assertThat(blocks).extracting(CandidateBlock::getFirst).containsExactly(0, 3);
        assertThat(blocks).extracting(CandidateBlock::getCount).containsOnly(3);
        assertThat(blocks).extracting(CandidateBlock::getGeneration).containsOnly(0L);
    }

    @Test
    void goesOnUntilAStopConditionHolds() {
        loop.submit(run);
        loop.answerGenerations(10);
        assertThat(loop.progress()).extracting(Progress::getGeneration).containsExactly(0L, 1L, 2L, 3L, 4L);
        Progress end = loop.lastProgress();
        assertThat(end.getState()).isEqualTo("finished");
        assertThat(end.getReason()).isEqualTo("stop.generations 5 reached");
        assertThat(end.getEvaluations()).isEqualTo(30);
        assertThat(loop.bests().getLast().getError()).isEqualTo(end.getBest());
        assertThat(loop.blocks()).isEmpty();
    }

    @Test
    void doesNotWaitForOrderBetweenBlocks() {
        loop.submit(run);
        List<CandidateBlock> blocks = loop.blocks();
        loop.answer(Runs.answer(blocks.getLast()));
        assertThat(loop.blocks()).isEmpty();
        loop.answer(Runs.answer(blocks.getFirst()));
        assertThat(loop.blocks()).extracting(CandidateBlock::getGeneration).containsOnly(1L);
    }

    @Test
    void submittingTheSameRunAgainChangesNothing() {
        loop.submit(run);
        loop.answerGenerations(2);
        loop.blocks();
        loop.submit(run);
        assertThat(loop.blocks()).isEmpty();
    }

    @Test
    void givesNothingOutWhileARunIsPaused() {
        loop.submit(run);
        loop.answerGenerations(2);
        List<CandidateBlock> open = loop.blocks();
        loop.submit(Runs.wanting(run, WantedState.PAUSED));
        open.forEach(block -> loop.answer(Runs.answer(block)));
        assertThat(loop.lastProgress().getGeneration()).isEqualTo(2);
        assertThat(loop.blocks()).isEmpty();
        loop.pass(Duration.ofMinutes(2));
        assertThat(loop.blocks()).isEmpty();
        loop.submit(run);
        assertThat(loop.blocks()).extracting(CandidateBlock::getGeneration).containsOnly(3L);
    }

    @Test
    void aPausedRunDoesNotRepeatItsOpenBlocks() {
        loop.submit(run);
        loop.answerGenerations(1);
        loop.blocks();
        loop.submit(Runs.wanting(run, WantedState.PAUSED));
        loop.pass(Duration.ofMinutes(2));
        assertThat(loop.blocks()).isEmpty();
    }

    @Test
    void stopsWhenAPersonWantsIt() {
        loop.submit(run);
        loop.answerGenerations(2);
        List<CandidateBlock> open = loop.blocks();
        loop.submit(Runs.wanting(run, WantedState.STOPPED));
        assertThat(loop.lastProgress().getState()).isEqualTo("stopped");
        assertThat(loop.lastProgress().getReason()).isEqualTo("wanted");
        assertThat(loop.bests().getLast().getError())
                .isEqualTo(loop.lastProgress().getBest());
        open.forEach(block -> loop.answer(Runs.answer(block)));
        assertThat(loop.lastProgress().getGeneration()).isEqualTo(1);
        assertThat(loop.counted(LoopCounters.Kind.LATE)).isEqualTo(2);
    }

    @Test
    void aStoppedRunStaysStopped() {
        loop.submit(run);
        loop.submit(Runs.wanting(run, WantedState.STOPPED));
        loop.blocks();
        loop.submit(run);
        assertThat(loop.blocks()).isEmpty();
        assertThat(loop.lastProgress().getState()).isEqualTo("stopped");
    }

    @Test
    void aRunThatIsStoppedBeforeItBeginsGivesNothingOut() {
        loop.submit(Runs.wanting(run, WantedState.STOPPED));
        assertThat(loop.blocks()).isEmpty();
        assertThat(loop.lastProgress().getState()).isEqualTo("stopped");
    }

    @Test
    void endsWhenTheWallTimeIsOver() {
        Run timed = Runs.run(Runs.yaml("stop: {generations: 50, time: 10s}"), "");
        loop.submit(timed);
        loop.answerGenerations(3);
        loop.pass(Duration.ofSeconds(9));
        assertThat(loop.lastProgress().getState()).isEqualTo("running");
        loop.pass(Duration.ofSeconds(1));
        assertThat(loop.lastProgress().getState()).isEqualTo("finished");
        assertThat(loop.lastProgress().getReason()).isEqualTo("stop.time is over");
        assertThat(loop.lastProgress().getGeneration()).isEqualTo(2);
    }

    @Test
    void givesBlocksOutAgainThatNobodyAnswers() {
        loop.submit(run);
        CandidateBlock lost = loop.blocks().getFirst();
        loop.pass(Duration.ofSeconds(3));
        List<CandidateBlock> again = loop.blocks();
        assertThat(again).extracting(CandidateBlock::getAttempt).containsOnly(1);
        assertThat(again.getFirst().getParameters()).isEqualTo(lost.getParameters());
    }

    @Test
    void givesBlocksUpThatNobodyAnswersForTooLong() {
        Run impatient = Runs.run(Runs.yaml("stop: {generations: 5}\nfailures: {patience: 20s, allowed: 1}"), "");
        loop.submit(impatient);
        loop.pass(Duration.ofSeconds(19));
        assertThat(loop.progress()).isEmpty();
        loop.pass(Duration.ofSeconds(1));
        assertThat(loop.lastProgress().getGeneration()).isZero();
        assertThat(loop.lastProgress().getFailed()).isEqualTo(6);
        assertThat(loop.lastProgress().getBest()).isNaN();
        assertThat(loop.lastProgress().getState()).isEqualTo("running");
    }

    @Test
    void tooManyFailuresFailTheRunWithTheReason() {
        loop.submit(run);
        for (int i = 0; i < 20; i++) {
            loop.blocks().forEach(block -> loop.answer(Runs.failure(block)));
        }
        Progress end = loop.lastProgress();
        assertThat(end.getState()).isEqualTo("failed");
        assertThat(end.getReason())
                .isEqualTo("6 of 6 candidates of generation 0 failed, more than failures.allowed 0.5; "
                        + "candidate 0 on shard 0: it throws");
    }

    @Test
    void failedCandidatesAreTriedAgainAsOftenAsTheSpecSays() {
        Run patient = Runs.run(Runs.yaml("stop: {generations: 1}\nfailures: {attempts: 3, allowed: 1}"), "");
        loop.submit(patient);
        List<CandidateBlock> given = loop.blocks();
        loop.answer(Runs.answer(given.getFirst()));
        loop.answer(Runs.failure(given.getLast()));
        CandidateBlock second = loop.blocks().getFirst();
        assertThat(second.getAttempt()).isEqualTo(1);
        assertThat(second.getParameters()).isEqualTo(given.getLast().getParameters());
        loop.answer(Runs.failure(second, 3, 5));
        List<CandidateBlock> third = loop.blocks();
        assertThat(third).extracting(CandidateBlock::getFirst).containsExactly(3, 5);
        assertThat(third).extracting(CandidateBlock::getAttempt).containsOnly(2);
        loop.answer(Runs.failure(third.getFirst()));
        loop.answer(Runs.answer(third.getLast()));
        assertThat(loop.blocks()).isEmpty();
        assertThat(loop.lastProgress().getState()).isEqualTo("finished");
        assertThat(loop.lastProgress().getFailed()).isEqualTo(1);
    }

    @Test
    void carriesRunsSideBySide() {
        Run other = Runs.run(Runs.yaml("stop: {generations: 3}"), "-other");
        loop.submit(run);
        loop.submit(other);
        loop.answerGenerations(10);
        assertThat(loop.progress())
                .filteredOn(each -> each.getRun().equals(run.getRun()))
                .extracting(Progress::getGeneration)
                .containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(loop.progress())
                .filteredOn(each -> each.getRun().equals(other.getRun()))
                .extracting(Progress::getGeneration)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void aRunWithAWrongSpecFailsAlone() {
        Run wrong = Run.newBuilder(run)
                .setRun("wrong")
                .setSpec(run.getSpec().replace("cma-es", "cma-se"))
                .build();
        loop.submit(wrong);
        assertThat(loop.lastProgress().getRun()).isEqualTo("wrong");
        assertThat(loop.lastProgress().getState()).isEqualTo("failed");
        assertThat(loop.lastProgress().getReason()).contains("optimizer.algorithm must be one of");
        loop.submit(run);
        loop.answerGenerations(10);
        assertThat(loop.lastProgress().getState()).isEqualTo("finished");
    }

    @Test
    void aRunWithMoreShardsThanSlotsFailsWithTheRemedy() {
        loop.submit(Run.newBuilder(run).setShards(5).build());
        assertThat(loop.lastProgress().getReason())
                .isEqualTo("objective.shards must be ≤ 4, the partitions of evoka.candidates, but was 5:"
                        + " use fewer shards or add partitions");
    }

    @Test
    void answersAWishThatCannotBeWithTheRecordThatHolds() {
        loop.submit(run);
        Run stopped = Runs.wanting(run, WantedState.STOPPED);
        loop.submit(stopped);
        assertThat(loop.runs()).isEmpty();
        loop.submit(Runs.wanting(run, WantedState.PAUSED));
        assertThat(loop.runs()).containsExactly(stopped);
        loop.submit(stopped);
        assertThat(loop.runs()).isEmpty();
    }

    @Test
    void aRecordThatIsOutOfDateChangesNothing() {
        loop.submit(run);
        Run paused = Run.newBuilder(Runs.wanting(run, WantedState.PAUSED))
                .setRevision(2)
                .build();
        loop.submit(paused);
        loop.blocks();
        loop.submit(Run.newBuilder(run).setRevision(1).build());
        assertThat(loop.blocks()).isEmpty();
        assertThat(loop.runs()).containsExactly(paused);
    }

    @Test
    void refusesAnExtensionWhoseConditionsAreWrong() {
        loop.submit(run);
        loop.answerGenerations(2);
        loop.blocks();
        loop.submit(Run.newBuilder(run)
                .setStop("{\"generation\": 9}")
                .setRevision(1)
                .build());
        assertThat(loop.runs()).containsExactly(run);
        loop.answerGenerations(10);
        assertThat(loop.blocks()).isEmpty();
    }
}
