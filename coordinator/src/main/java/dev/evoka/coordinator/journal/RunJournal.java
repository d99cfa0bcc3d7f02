package dev.evoka.coordinator.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// What outlives a crash of one run, in a logged key-value store: a snapshot of its state, in chunks, and the errors
/// told since. A snapshot is written when the journal is several times as large, so that all bytes together stay below
/// twice the errors told. Snapshot and journal use two banks in turn and a header that is written last: a crash
/// between two writes leaves the older pair whole. Slots are used again, so the store does not grow.
public final class RunJournal {

    /// A snapshot is due when the journal is this many times its size.
    private static final int JOURNAL_TO_SNAPSHOT = 8;

    /// Recovery must not replay for ever.
    private static final int MOST_GENERATIONS = 32_768;

    private static final int CHUNK_BYTES = 512 * 1024;

    /// Errors of one generation and the time it ended, in milliseconds after the generation before.
    public record Told(long milliseconds, double[] errors) {}

    /// What a restart finds: the newest snapshot, if one was taken, and the generations told since.
    public record Recovered(Optional<byte[]> snapshot, List<Told> told) {}

    private final KeyValueStore<Bytes, byte[]> store;
    private final String run;
    private JournalHeader header;
    private ByteBuffer pending = ByteBuffer.allocate(4096);
    private int entries;
    private int generations;
    private long journalBytes;
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
        RunJournal journal = new RunJournal(store, run, new JournalHeader(ordinal, 0, 0, 0));
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
        ensure(2 * Varint.LONGEST + told.errors().length * Double.BYTES);
        Varint.put(pending, told.milliseconds());
        Varint.put(pending, told.errors().length);
        for (double error : told.errors()) {
            pending.putLong(Double.doubleToRawLongBits(error));
        }
        generations++;
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
        int length = pending.position();
        ByteBuffer group = ByteBuffer.allocate(Varint.LONGEST + length);
        Varint.put(group, length);
        group.put(pending.flip());
        pending.clear();
        byte[] bytes = group.array();
        int end = group.position();
        for (int from = 0; from < end; from += CHUNK_BYTES) {
            int size = Math.min(CHUNK_BYTES, end - from);
            byte[] entry = ByteBuffer.allocate(1 + size)
                    .put((byte) header.epoch())
                    .put(bytes, from, size)
                    .array();
            store.put(JournalKeys.entry(header.ordinal(), header.bank(), entries), entry);
            entries++;
        }
        journalBytes += end;
        lengths[header.bank()] = Math.max(lengths[header.bank()], entries);
    }

    /// True when it is worth while to ask for the state's size: by the size that it had last.
    public boolean snapshotMayBeDue() {
        return snapshotDue(expectedBytes);
    }

    /// True when a snapshot of this size is cheap relative to the journal since the last one, or recovery would replay
    /// too much.
    public boolean snapshotDue(long snapshotBytes) {
        expectedBytes = snapshotBytes;
        return journalBytes + pending.position() >= JOURNAL_TO_SNAPSHOT * snapshotBytes
                || generations >= MOST_GENERATIONS;
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
            store.put(JournalKeys.chunk(header.ordinal(), bank, i), chunk);
        }
        header = new JournalHeader(header.ordinal(), header.epoch() + 1, bank, chunks);
        store.put(JournalKeys.header(run), header.bytes());
        entries = 0;
        journalBytes = 0;
        generations = 0;
        pending.clear();
    }

    /// Reads snapshot and journal; appending goes on behind them. A group of which a part is missing was being written
    /// when the process died: it is left out and written over.
    public Recovered recover() {
        List<Told> told = new ArrayList<>();
        entries = 0;
        journalBytes = 0;
        for (Optional<byte[]> group = group(); group.isPresent(); group = group()) {
            ByteBuffer buffer = ByteBuffer.wrap(group.get());
            journalBytes += buffer.remaining();
            while (buffer.hasRemaining()) {
                told.add(told(buffer));
            }
        }
        generations = told.size();
        lengths[0] = length(0);
        lengths[1] = length(1);
        return new Recovered(readSnapshot(), told);
    }

    /// The next whole group of entries; moves on behind it.
    private Optional<byte[]> group() {
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        long needed = 1;
        int slot = entries;
        while (group.size() < needed) {
            byte[] entry = store.get(JournalKeys.entry(header.ordinal(), header.bank(), slot));
            if (entry == null || entry[0] != (byte) header.epoch()) {
                return Optional.empty();
            }
            int from = 1;
            if (slot == entries) {
                ByteBuffer first = ByteBuffer.wrap(entry, 1, entry.length - 1);
                needed = Varint.get(first);
                from = first.position();
            }
            group.write(entry, from, entry.length - from);
            slot++;
        }
        entries = slot;
        return Optional.of(group.toByteArray());
    }

    private int length(int bank) {
        int slot = 0;
        while (store.get(JournalKeys.entry(header.ordinal(), bank, slot)) != null) {
            slot++;
        }
        return slot;
    }

    private static Told told(ByteBuffer buffer) {
        long milliseconds = Varint.get(buffer);
        double[] errors = new double[(int) Varint.get(buffer)];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Double.longBitsToDouble(buffer.getLong());
        }
        return new Told(milliseconds, errors);
    }

    private Optional<byte[]> readSnapshot() {
        if (header.epoch() == 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        for (int i = 0; i < header.chunks(); i++) {
            byte[] chunk = store.get(JournalKeys.chunk(header.ordinal(), header.bank(), i));
            if (chunk == null) {
                throw new IllegalStateException("the state store lacks chunk %d of run %s".formatted(i, run));
            }
            state.writeBytes(chunk);
        }
        return Optional.of(state.toByteArray());
    }
}
