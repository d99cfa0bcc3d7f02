package dev.evoka.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.journal.MemoryStore;
import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.schemas.WantedState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A processor that dies at any moment, and another that finds its store.
class RecoveryTest {

    private static RegistryStub registry;
    private static Life.Wire wire;

    private final Run run = Runs.run(Runs.yaml("stop: {generations: 12}"), "");

    @BeforeAll
    static void open() throws IOException {
        registry = new RegistryStub();
        wire = Life.Wire.of(registry);
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    private Life undisturbed() {
        Life life = new Life(wire, new MemoryStore());
        life.submit(run);
        return life.finish(Runs::answer);
    }

    @Test
    void goesOnWhereverItDied() {
        Life undisturbed = undisturbed();
        for (int answered = 0; answered <= 24; answered++) {
            Life life = new Life(wire, new MemoryStore());
            life.submit(run);
            List<CandidateBlock> open = new ArrayList<>(life.blocks());
            for (int i = 0; i < answered; i++) {
                if (i % 5 == 4) {
                    life.tick();
                }
                life.answer(Runs.answer(open.removeFirst()));
                open.addAll(life.blocks());
            }
            Life next = life.die().finish(Runs::answer);
            assertThat(next.progress.getLast().toString())
                    .isEqualTo(undisturbed.progress.getLast().toString());
            assertThat(next.bests.getLast()).isEqualTo(undisturbed.bests.getLast());
        }
    }

    @Test
    void publishesTheProgressThatMayHaveDied() {
        Life life = new Life(wire, new MemoryStore());
        life.submit(run);
        for (int i = 0; i < 4; i++) {
            life.blocks().forEach(block -> life.answer(Runs.answer(block)));
        }
        life.tick();
        Life next = life.die().finish(Runs::answer);
        assertThat(next.progress)
                .extracting(Progress::getGeneration)
                .contains(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void readingTheLogAgainChangesNothing() {
        Life life = new Life(wire, new MemoryStore());
        life.submit(run);
        List<BlockFitness> log = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (CandidateBlock block : life.blocks()) {
                log.add(Runs.answer(block));
                life.answer(log.getLast());
            }
            life.tick();
        }
        Life next = life.die();
        next.submit(run);
        log.forEach(next::answer);
        next.finish(Runs::answer);
        assertThat(next.progress.getLast().toString())
                .isEqualTo(undisturbed().progress.getLast().toString());
    }

    @Test
    void aStoppedRunStaysStopped() {
        Life life = new Life(wire, new MemoryStore());
        life.submit(run);
        life.blocks().forEach(block -> life.answer(Runs.answer(block)));
        life.submit(Runs.wanting(run, WantedState.STOPPED));
        life.submit(run);
        life.blocks();
        String end = life.progress.getLast().toString();
        Life next = life.die();
        assertThat(next.blocks()).isEmpty();
        assertThat(next.progress.getLast().toString()).isEqualTo(end);
        assertThat(next.progress.getLast().getState()).isEqualTo("stopped");
    }

    @Test
    void aPausedRunStaysPausedUntilItIsWantedAgain() {
        Life life = new Life(wire, new MemoryStore());
        life.submit(run);
        life.submit(Runs.wanting(run, WantedState.PAUSED));
        Life next = life.die();
        assertThat(next.blocks()).isEmpty();
        next.submit(run);
        next.finish(Runs::answer);
        assertThat(next.progress.getLast().toString())
                .isEqualTo(undisturbed().progress.getLast().toString());
    }

    @Test
    void aFinishedRunSaysSoAgain() {
        Life life = undisturbed();
        Life next = life.die();
        assertThat(next.blocks()).isEmpty();
        assertThat(next.progress.getLast().toString())
                .isEqualTo(life.progress.getLast().toString());
        assertThat(next.bests.getLast()).isEqualTo(life.bests.getLast());
    }

    @Test
    void aRunWithAWrongSpecStaysFailedAndHindersNobody() {
        Life life = new Life(wire, new MemoryStore());
        Run wrong = Run.newBuilder(run).setRun("wrong").setSpec("{}").build();
        life.submit(wrong);
        life.submit(run);
        life.blocks();
        Life next = life.die();
        next.finish(Runs::answer);
        assertThat(next.progress)
                .filteredOn(each -> each.getRun().equals("wrong"))
                .extracting(Progress::getState)
                .containsOnly("failed");
        assertThat(next.progress)
                .filteredOn(each -> each.getRun().equals(run.getRun()))
                .extracting(Progress::getState)
                .last()
                .isEqualTo("finished");
    }

    private Run extended(long generations) {
        return Run.newBuilder(run)
                .setStop("{\"generations\": %d}".formatted(generations))
                .setWanted(WantedState.RUNNING)
                .setRevision(1)
                .build();
    }

    @Test
    void anExtendedRunGivesTheBitsOfALongerOne() {
        Life longer = new Life(wire, new MemoryStore());
        longer.submit(Run.newBuilder(run).setStop("{\"generations\": 20}").build());
        longer.finish(Runs::answer);
        Life life = undisturbed();
        assertThat(life.progress.getLast().getState()).isEqualTo("finished");
        life.submit(extended(20));
        life.finish(Runs::answer);
        assertThat(life.progress.getLast().toString())
                .isEqualTo(longer.progress.getLast().toString());
        assertThat(life.bests.getLast()).isEqualTo(longer.bests.getLast());
    }

    @Test
    void anExtensionHappensOrDoesNotWheneverTheCoordinatorIsKilled() {
        Life reference = undisturbed();
        reference.submit(extended(20));
        String end = reference.finish(Runs::answer).progress.getLast().toString();
        MemoryStore store = new MemoryStore();
        Life life = new Life(wire, store);
        life.submit(run);
        life.finish(Runs::answer);
        int deaths = 0;
        for (boolean died = true; died; deaths++) {
            MemoryStore dying = store.dyingAfter(deaths);
            died = diesAtTheExtension(dying);
            Life next = new Life(wire, dying.copy());
            next.submit(extended(20)); // the record comes again: it was not committed
            assertThat(next.finish(Runs::answer).progress.getLast().toString()).isEqualTo(end);
        }
        assertThat(deaths).isGreaterThan(3);
    }

    private boolean diesAtTheExtension(MemoryStore store) {
        try {
            new Life(wire, store).submit(extended(20));
            return false;
        } catch (MemoryStore.Died e) {
            return true;
        }
    }

    @Test
    void aStoppedRunCanBeExtended() {
        Life life = new Life(wire, new MemoryStore());
        life.submit(run);
        for (int i = 0; i < 3; i++) {
            life.blocks().forEach(block -> life.answer(Runs.answer(block)));
        }
        life.submit(Runs.wanting(run, WantedState.STOPPED));
        life.blocks();
        assertThat(life.progress.getLast().getState()).isEqualTo("stopped");
        life.submit(Run.newBuilder(extended(12)).setRevision(2).build());
        life.finish(Runs::answer);
        assertThat(life.progress.getLast().toString())
                .isEqualTo(undisturbed().progress.getLast().toString());
    }

    @Test
    void aRunThatIsExtendedBeforeItsFirstGenerationSaysThatItGoesOn() {
        Life life = new Life(wire, new MemoryStore());
        life.submit(Runs.wanting(run, WantedState.STOPPED));
        life.submit(extended(12));
        life.tick();
        assertThat(life.blocks()).extracting(CandidateBlock::getGeneration).containsOnly(0L);
        assertThat(life.progress.getLast().getState()).isEqualTo("running");
    }

    @Test
    void aRunWhoseRecordCannotBeReadHindersNobodyAndLosesNothing() {
        MemoryStore store = new MemoryStore();
        Life life = new Life(wire, store);
        Run other = Run.newBuilder(run).setRun("other").build();
        life.submit(other);
        life.submit(run);
        for (int i = 0; i < 3; i++) {
            life.blocks().forEach(block -> life.answer(Runs.answer(block)));
        }
        life.tick();
        byte[] definition = RunJournal.open(store, "other").definition();
        RunJournal.open(store, "other").redefine(new byte[] {1, 2, 3});
        Life next = new Life(wire, store);
        next.submit(Run.newBuilder(run).setRun("third").build());
        next.finish(Runs::answer);
        assertThat(next.progress).extracting(Progress::getRun).contains("third").doesNotContain("other");
        RunJournal.open(store, "other").redefine(definition);
        Life repaired = new Life(wire, store);
        repaired.finish(Runs::answer);
        assertThat(repaired.progress)
                .filteredOn(each -> each.getRun().equals("other"))
                .last()
                .extracting(Progress::getBest)
                .isEqualTo(undisturbed().progress.getLast().getBest());
    }
}
