package dev.evoka.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.junit.jupiter.api.Test;

class RunJournalTest {

    private final KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("test");

    private static Told told(long generation) {
        return new Told(generation, new double[] {generation, -generation}, generation % 5 == 4 ? "a reason" : "");
    }

    private static void append(RunJournal journal, int from, int to) {
        for (int generation = from; generation < to; generation++) {
            journal.append(told(generation));
        }
        journal.flush();
    }

    private static List<Long> generations(RunJournal.Recovered recovered) {
        return recovered.told().stream().map(each -> (long) each.errors()[0]).toList();
    }

    private static List<Long> range(int from, int to) {
        List<Long> numbers = new ArrayList<>();
        for (long i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private RunJournal start() {
        return RunJournal.start(store, "run", 0, new byte[] {1});
    }

    private RunJournal open() {
        return RunJournal.open(store, "run");
    }

    @Test
    void givesBackWhatWasToldSinceTheSnapshot() {
        RunJournal journal = start();
        append(journal, 0, 7);
        journal.snapshot(new byte[] {9});
        append(journal, 7, 9);
        append(journal, 9, 10);
        RunJournal.Recovered recovered = open().recover();
        assertThat(recovered.snapshot()).hasValue(new byte[] {9});
        assertThat(generations(recovered)).isEqualTo(range(7, 10));
    }

    @Test
    void goesOnBehindWhatItRecovered() {
        append(start(), 0, 3);
        RunJournal again = open();
        again.recover();
        append(again, 3, 5);
        assertThat(generations(open().recover())).isEqualTo(range(0, 5));
    }

    @Test
    void readsWhatTwoInstancesWroteOverEachOther() {
        RunJournal owner = start();
        RunJournal zombie = open();
        append(owner, 0, 10);
        append(owner, 10, 20);
        append(owner, 20, 30);
        append(zombie, 0, 5);
        append(zombie, 5, 12);
        assertThat(generations(open().recover())).isEqualTo(range(0, 12));
    }

    @Test
    void readsNoGenerationBehindAGap() {
        RunJournal owner = start();
        append(owner, 0, 10);
        append(owner, 10, 20);
        append(owner, 20, 30);
        store.put(JournalKeys.entry(0, 0, 1), store.get(JournalKeys.entry(0, 0, 0)));
        RunJournal again = open();
        assertThat(generations(again.recover())).isEqualTo(range(0, 10));
        append(again, 10, 13);
        assertThat(generations(open().recover())).isEqualTo(range(0, 13));
    }

    @Test
    void beginsAnewWhenTheSnapshotIsDamaged() {
        RunJournal journal = start();
        append(journal, 0, 7);
        journal.snapshot(new byte[] {9, 9});
        append(journal, 7, 9);
        store.put(JournalKeys.chunk(0, 1, 0), new byte[] {9, 8});
        RunJournal again = open();
        RunJournal.Recovered recovered = again.recover();
        assertThat(recovered.snapshot()).isEmpty();
        assertThat(recovered.told()).isEmpty();
        append(again, 0, 4);
        assertThat(generations(open().recover())).isEqualTo(range(0, 4));
    }

    @Test
    void takesNothingOfAnotherRun() {
        append(start(), 0, 3);
        RunJournal other = RunJournal.start(store, "other", 0, new byte[] {1});
        assertThat(other.recover().told()).isEmpty();
    }
}
