package dev.evoka.coordinator.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// What outlives a crash of one run, in a logged key-value store: a snapshot of its state, in chunks, and the
/// errors told since. A snapshot is written as soon as all bytes together stay below twice the errors told with
/// it. Snapshot and journal use two banks in turn and a header that is written last: a crash between two writes
/// leaves the older pair whole. Slots are used again, so the store does not grow.
public final class RunJournal {

    /// Bytes that may be written for each byte of the errors told: below 2, so that what little is not counted fits in.
    private static final double BYTES_TO_ERRORS = 1.9;

    /// Recovery must not replay for ever.
    private static final int MOST_GENERATIONS = 32_768;

    private static final int CHUNK_BYTES = 512 * 1024;

    /// What a restart finds: the newest snapshot, if one was taken, and the generations told since.
    public record Recovered(Optional<byte[]> snapshot, List<Told> told) {}

    private final KeyValueStore<Bytes, byte[]> store;
    private final String run;
    private JournalHeader header;
    private ByteBuffer pending = ByteBuffer.allocate(4096);
    private long pendingFirst;
    private int entries;
    private int generations;
    private long journalBytes;
    private long writtenBytes;
    private long errorBytes;
    private long expectedBytes;

    /// Slots in use in each bank, stale ones included. A bank never holds entries older than its last use, so the low
    /// byte of the epoch is enough to tell stale entries from valid ones.
    private final int[] lengths = new int[2];

    private RunJournal(KeyValueStore<Bytes, byte[]> store, String run, JournalHeader header) {
        this.store = store;
        this.run = run;
        this.header = header;
    }

    /// Starts the journal of a new run.
    ///
    /// @param ordinal small number that no other run in the store has: it keeps keys short
    /// @param definition the run's record, kept as it is
    public static RunJournal start(KeyValueStore<Bytes, byte[]> store, String run, int ordinal, byte[] definition) {
        RunJournal journal = new RunJournal(store, run, JournalHeader.first(ordinal));
        store.put(JournalKeys.definition(run), definition);
        store.put(JournalKeys.header(run), journal.header.bytes());
        return journal;
    }

    /// Opens the journal of a run that is in the store.
    public static RunJournal open(KeyValueStore<Bytes, byte[]> store, String run) {
        byte[] header = store.get(JournalKeys.header(run));
        if (header == null) {
            throw new IllegalStateException("the state store has no header of run " + run);
        }
        return new RunJournal(store, run, JournalHeader.of(header));
    }

    /// The runs in the store, in the order of their names.
    public static List<String> runs(KeyValueStore<Bytes, byte[]> store) {
        return JournalKeys.runs(store);
    }

    /// Number of this run among those of its store.
    public int ordinal() {
        return header.ordinal();
    }

    /// The run's record as it was last kept.
    public byte[] definition() {
        byte[] definition = store.get(JournalKeys.definition(run));
        if (definition == null) {
            throw new IllegalStateException("the state store has no definition of run " + run);
        }
        return definition;
    }

    /// Keeps the run's record anew, since what is wanted of the run has changed.
    public void redefine(byte[] definition) {
        store.put(JournalKeys.definition(run), definition);
    }

    /// Takes the errors of one more generation; [#flush] writes them down.
    public void append(Told told) {
        ensure(told.mostBytes());
        told.put(pending);
        generations++;
        errorBytes += (long) told.errors().length * Double.BYTES;
    }

    private void ensure(int bytes) {
        if (pending.remaining() < bytes) {
            int size = Math.addExact(pending.position(), Math.max(bytes, pending.position()));
            pending = ByteBuffer.allocate(size).put(pending.flip());
        }
    }

    /// Bytes that were appended and not yet written.
    public int unwritten() {
        return pending.position();
    }

    /// Writes down what was appended. What is lost with the process before is told again by the log of answers, or
    /// evaluated again.
    public void flush() {
        if (pending.position() == 0) {
            return;
        }
        ByteBuffer group = JournalGroup.encode(run, pendingFirst, pending.flip());
        pending.clear();
        pendingFirst = header.generation() + generations;
        byte[] bytes = group.array();
        int end = group.limit();
        for (int from = 0; from < end; from += CHUNK_BYTES) {
            int size = Math.min(CHUNK_BYTES, end - from);
            byte[] entry = ByteBuffer.allocate(1 + size)
                    .put((byte) header.epoch())
                    .put(bytes, from, size)
                    .array();
            put(JournalKeys.entry(header.ordinal(), header.bank(), entries), entry);
            entries++;
        }
        journalBytes += end;
        lengths[header.bank()] = Math.max(lengths[header.bank()], entries);
    }

    /// True when it is worth while to ask for the state's size: by the size that it had last.
    public boolean snapshotMayBeDue() {
        return snapshotDue(expectedBytes);
    }

    /// True when a snapshot of this size makes recovery read less and fits into the bytes that may be written, or
    /// recovery would replay too much.
    public boolean snapshotDue(long snapshotBytes) {
        expectedBytes = snapshotBytes;
        return generations >= MOST_GENERATIONS
                || (journalBytes + pending.position() >= snapshotBytes
                        && writtenBytes + snapshotBytes <= BYTES_TO_ERRORS * errorBytes);
    }

    private void put(Bytes key, byte[] value) {
        writtenBytes += key.get().length + value.length;
        store.put(key, value);
    }

    /// Writes a snapshot of the state after the last generation appended; the journal begins anew.
    public void snapshot(byte[] state) {
        for (int slot = entries; slot < lengths[header.bank()]; slot++) {
            store.delete(JournalKeys.entry(header.ordinal(), header.bank(), slot));
        }
        lengths[header.bank()] = entries;
        int bank = 1 - header.bank();
        int chunks = Math.ceilDiv(state.length, CHUNK_BYTES);
        for (int i = 0; i < chunks; i++) {
            int from = i * CHUNK_BYTES;
            byte[] chunk = Arrays.copyOfRange(state, from, Math.min(state.length, from + CHUNK_BYTES));
            put(JournalKeys.chunk(header.ordinal(), bank, i), chunk);
        }
        header = new JournalHeader(
                header.ordinal(),
                header.epoch() + 1,
                bank,
                chunks,
                header.generation() + generations,
                JournalGroup.check(run, ByteBuffer.wrap(state)));
        put(JournalKeys.header(run), header.bytes());
        entries = 0;
        journalBytes = 0;
        generations = 0;
        pendingFirst = header.generation();
        pending.clear();
    }

    /// Reads snapshot and journal; appending goes on behind them.
    public Recovered recover() {
        Optional<byte[]> snapshot = new JournalReader(store, run, header).snapshot();
        if (snapshot.isEmpty()) {
            header = header.withoutSnapshot();
        }
        JournalReader reader = new JournalReader(store, run, header);
        List<Told> told = reader.told();
        entries = reader.slot();
        journalBytes = reader.bytes();
        generations = told.size();
        writtenBytes = journalBytes;
        for (Told each : told) {
            errorBytes += (long) each.errors().length * Double.BYTES;
        }
        pendingFirst = header.generation() + generations;
        lengths[0] = reader.length(0);
        lengths[1] = reader.length(1);
        return new Recovered(snapshot, told);
    }
}
