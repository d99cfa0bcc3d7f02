package dev.evoka.coordinator.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Reads what a crash left of a run's journal. An instance that was taken for dead may wake up and write over what the
/// next one wrote. What it writes is as true, since the loop is deterministic, but it may not fit: so each part says
/// which generations it holds and has a check, and reading ends where one is missing. What is not found here is
/// evaluated again.
final class JournalReader {

    private final KeyValueStore<Bytes, byte[]> store;
    private final String run;
    private final JournalHeader header;
    private int slot;
    private long bytes;

    JournalReader(KeyValueStore<Bytes, byte[]> store, String run, JournalHeader header) {
        this.store = store;
        this.run = run;
        this.header = header;
    }

    /// The snapshot; empty if none was taken or it is damaged.
    Optional<byte[]> snapshot() {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        for (int i = 0; i < header.chunks(); i++) {
            byte[] chunk = store.get(JournalKeys.chunk(header.ordinal(), header.bank(), i));
            if (chunk == null) {
                return Optional.empty();
            }
            state.writeBytes(chunk);
        }
        byte[] whole = state.toByteArray();
        return header.chunks() > 0 && JournalGroup.check(run, ByteBuffer.wrap(whole)) == header.check()
                ? Optional.of(whole)
                : Optional.empty();
    }

    /// The generations told since the header's generation, without a gap.
    List<Told> told() {
        List<Told> told = new ArrayList<>();
        while (true) {
            int from = slot;
            ByteBuffer group = group();
            Optional<JournalGroup> next =
                    group.hasRemaining() ? JournalGroup.decode(run, group.duplicate()) : Optional.empty();
            long expected = header.generation() + told.size();
            if (next.isEmpty() || next.get().first() > expected) {
                slot = from;
                return told;
            }
            bytes += group.remaining();
            List<Told> known = next.get().told();
            int skipped = (int) Math.min(known.size(), expected - next.get().first());
            told.addAll(known.subList(skipped, known.size()));
        }
    }

    /// Slot behind the last group that was read.
    int slot() {
        return slot;
    }

    /// Bytes of the groups that were read.
    long bytes() {
        return bytes;
    }

    /// The next group of entries; empty at the end, or if a part is missing: it was being written at the crash.
    private ByteBuffer group() {
        ByteArrayOutputStream group = new ByteArrayOutputStream();
        long needed = 1;
        while (group.size() < needed) {
            byte[] entry = store.get(JournalKeys.entry(header.ordinal(), header.bank(), slot));
            if (entry == null || entry[0] != (byte) header.epoch()) {
                return ByteBuffer.allocate(0);
            }
            if (group.size() == 0) {
                needed = JournalGroup.size(ByteBuffer.wrap(entry, 1, entry.length - 1));
            }
            group.write(entry, 1, entry.length - 1);
            slot++;
        }
        return ByteBuffer.wrap(group.toByteArray());
    }

    /// Slots in use in a bank, stale ones included.
    int length(int bank) {
        int length = 0;
        while (store.get(JournalKeys.entry(header.ordinal(), bank, length)) != null) {
            length++;
        }
        return length;
    }
}
