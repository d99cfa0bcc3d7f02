package dev.evoka.coordinator.journal;

import java.nio.ByteBuffer;

/// Says which of the two banks of a run is the valid one.
///
/// @param ordinal number of the run in its store
/// @param epoch snapshots taken so far; its low byte marks the journal entries that belong to the newest
/// @param bank bank of snapshot and journal, 0 or 1
/// @param chunks chunks of the snapshot; 0 while none was taken
/// @param generation generations told when the snapshot was taken
/// @param check CRC-32C of the snapshot
record JournalHeader(int ordinal, long epoch, int bank, int chunks, long generation, int check) {

    private static final byte VERSION = 2;

    /// The header of a run that has no snapshot.
    static JournalHeader first(int ordinal) {
        return new JournalHeader(ordinal, 0, 0, 0, 0, 0);
    }

    /// The same banks, the snapshot taken for lost: all that was told has to be found out again.
    JournalHeader withoutSnapshot() {
        return new JournalHeader(ordinal, epoch, bank, 0, 0, 0);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(1 + 4 + 8 + 1 + 4 + 8 + 4)
                .put(VERSION)
                .putInt(ordinal)
                .putLong(epoch)
                .put((byte) bank)
                .putInt(chunks)
                .putLong(generation)
                .putInt(check)
                .array();
    }

    static JournalHeader of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "the state store has version %d but this Evoka reads version %d".formatted(version, VERSION));
        }
        return new JournalHeader(
                buffer.getInt(), buffer.getLong(), buffer.get(), buffer.getInt(), buffer.getLong(), buffer.getInt());
    }
}
