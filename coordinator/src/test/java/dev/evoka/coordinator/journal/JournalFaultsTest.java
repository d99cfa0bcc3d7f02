package dev.evoka.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.coordinator.journal.MemoryStore.Died;
import dev.evoka.coordinator.journal.RunJournal.Recovered;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deaths and sleepers. The journal is of a run whose state is the number of generations told, and whose errors are
/// that number too: so that
/// whatever is recovered shows whether it fits together.
class JournalFaultsTest {

    private static final byte[] DEFINITION = {7};

    private static byte[] state(int generations, int size) {
        ByteBuffer state = ByteBuffer.allocate(size);
        while (state.hasRemaining()) {
            state.putInt(generations);
        }
        return state.array();
    }

    private static Told told(int generation, int errors) {
        double[] all = new double[errors];
        Arrays.fill(all, generation);
        return new Told(generation, all);
    }

    /// Checks that what is recovered is of one piece.
    ///
    /// @return generations that the run had told
    private static int generations(Recovered recovered) {
        int first = 0;
        if (recovered.snapshot().isPresent()) {
            byte[] state = recovered.snapshot().get();
            first = ByteBuffer.wrap(state).getInt();
            assertThat(state).isEqualTo(state(first, state.length));
        }
        for (int i = 0; i < recovered.told().size(); i++) {
            assertThat(recovered.told().get(i).errors()).containsOnly(first + i);
            assertThat(recovered.told().get(i).milliseconds()).isEqualTo(first + i);
        }
        return first + recovered.told().size();
    }

    private static RunJournal start(MemoryStore store) {
        return RunJournal.start(store, "run", 0, DEFINITION);
    }

    /// What the loop does with a journal: flushes every few generations, and takes snapshots when they are due.
    private static int write(RunJournal journal, int from, int to, int stateSize, int errors) {
        for (int generation = from; generation < to; generation++) {
            journal.append(told(generation, errors));
            if (generation % 3 == 2 && journal.snapshotDue(stateSize)) {
                journal.snapshot(state(generation + 1, stateSize));
            } else if (generation % 3 == 2) {
                journal.flush();
            }
        }
        return to / 3 * 3;
    }

    private static int recovered(MemoryStore store) {
        return generations(RunJournal.open(store.copy(), "run").recover());
    }

    @Test
    void findsNothingInANewRun() {
        MemoryStore store = new MemoryStore();
        start(store);
        assertThat(recovered(store)).isZero();
        assertThat(RunJournal.runs(store)).containsExactly("run");
        assertThat(RunJournal.open(store, "run").definition()).isEqualTo(DEFINITION);
    }

    @Test
    void findsAllThatWasFlushed() {
        MemoryStore store = new MemoryStore();
        assertThat(write(start(store), 0, 100, 64, 5)).isEqualTo(99);
        assertThat(recovered(store)).isEqualTo(99);
    }

    @Test
    void keepsEachBitOfAnError() {
        MemoryStore store = new MemoryStore();
        RunJournal journal = start(store);
        double mark = Double.longBitsToDouble(0x7ff8_0000_0000_0f41L);
        double[] errors = {mark, -0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.NaN};
        journal.append(new Told(1L << 40, errors));
        journal.flush();
        Told found = RunJournal.open(store, "run").recover().told().getFirst();
        assertThat(found.milliseconds()).isEqualTo(1L << 40);
        for (int i = 0; i < errors.length; i++) {
            assertThat(Double.doubleToRawLongBits(found.errors()[i])).isEqualTo(Double.doubleToRawLongBits(errors[i]));
        }
    }

    @Test
    void keepsAGenerationThatIsLargerThanARecord() {
        MemoryStore store = new MemoryStore();
        RunJournal journal = start(store);
        journal.append(told(0, 200_000));
        journal.flush();
        journal.append(told(1, 200_000));
        journal.flush();
        assertThat(recovered(store)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1_400_000})
    void aDeathBetweenAnyTwoWritesLosesNoMoreThanWhatWasNotFlushed(int stateSize) {
        int errors = stateSize < 100 ? 5 : 60_000;
        int generations = stateSize < 100 ? 120 : 30;
        MemoryStore whole = new MemoryStore();
        write(start(whole), 0, generations, stateSize, errors);
        for (long writes = 2; writes < whole.writes(); writes++) {
            MemoryStore dying = new MemoryStore().dyingAfter(writes);
            RunJournal journal = start(dying);
            int flushed = 0;
            try {
                for (int to = 3; to <= generations; to += 3) {
                    write(journal, to - 3, to, stateSize, errors);
                    flushed = to;
                }
            } catch (Died e) {
                assertThat(recovered(dying)).isBetween(flushed, flushed + 3);
                continue;
            }
            throw new AssertionError("it was to die");
        }
    }

    @Test
    void livesOnAfterManyDeaths() {
        SplittableRandom random = new SplittableRandom(1);
        MemoryStore store = new MemoryStore();
        start(store);
        int flushed = 0;
        for (int life = 0; life < 300; life++) {
            store = store.dyingAfter(random.nextLong(12));
            RunJournal journal = RunJournal.open(store, "run");
            int generation = generations(journal.recover());
            assertThat(generation).isGreaterThanOrEqualTo(flushed);
            try {
                while (true) {
                    journal.append(told(generation++, 5));
                    if (journal.snapshotDue(64)) {
                        journal.snapshot(state(generation, 64));
                    } else {
                        journal.flush();
                    }
                    flushed = generation;
                }
            } catch (Died e) {
                assertThat(recovered(store)).isBetween(flushed, generation);
            }
        }
        assertThat(flushed).isGreaterThan(500);
    }

    @Test
    void aSleeperThatWakesUpMakesNoMixture() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MemoryStore store = new MemoryStore();
            RunJournal[] writers = new RunJournal[3];
            int[] generations = new int[writers.length];
            writers[0] = start(store);
            int born = 1;
            int stateSize = seed % 10 > 0 ? 64 : 600_000;
            int errors = stateSize == 64 ? 5 : 5_000;
            for (int step = 0; step < 60; step++) {
                if (born < writers.length && random.nextInt(15) == 0) {
                    RunJournal journal = RunJournal.open(store.shared(), "run");
                    generations[born] = generations(journal.recover());
                    writers[born++] = journal;
                }
                int who = random.nextInt(born);
                RunJournal journal = writers[who];
                journal.append(told(generations[who]++, errors));
                if (journal.snapshotDue(stateSize)) {
                    journal.snapshot(state(generations[who], stateSize));
                } else {
                    journal.flush();
                }
                assertThat(recovered(store)).isLessThanOrEqualTo(max(generations));
            }
        }
    }

    private static int max(int[] numbers) {
        return Arrays.stream(numbers).max().orElseThrow();
    }

    @Test
    void runsOfOneStoreDoNotMeet() {
        MemoryStore store = new MemoryStore();
        RunJournal one = RunJournal.start(store, "one", 0, DEFINITION);
        RunJournal two = RunJournal.start(store, "two", 1, DEFINITION);
        write(one, 0, 30, 64, 5);
        write(two, 0, 60, 64, 5);
        assertThat(RunJournal.runs(store)).containsExactly("one", "two");
        assertThat(generations(RunJournal.open(store, "one").recover())).isEqualTo(30);
        assertThat(generations(RunJournal.open(store, "two").recover())).isEqualTo(60);
        assertThat(RunJournal.open(store, "two").ordinal()).isEqualTo(1);
    }

    @Test
    void theStoreDoesNotGrow() {
        MemoryStore store = new MemoryStore();
        RunJournal journal = start(store);
        write(journal, 0, 3_000, 64, 5);
        long early = store.approximateNumEntries();
        write(journal, 3_000, 30_000, 64, 5);
        assertThat(store.approximateNumEntries()).isLessThanOrEqualTo(early + 2);
    }

    @Test
    void refusesAStoreOfAnotherVersion() {
        MemoryStore store = new MemoryStore();
        start(store);
        byte[] header = store.get(JournalKeys.header("run")).clone();
        header[0] = 9;
        store.put(JournalKeys.header("run"), header);
        assertThatThrownBy(() -> RunJournal.open(store, "run"))
                .hasMessage("the state store has version 9 but this Evoka reads version 2");
    }
}
