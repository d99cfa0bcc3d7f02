package dev.evoka.coordinator.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Generations that were written down together.
///
/// @param first number of the first generation
/// @param told the generations from there on
record JournalGroup(long first, List<Told> told) {

    /// Bytes of a run's group: length of the body, its check, the body: first generation, generations.
    static ByteBuffer encode(String run, long first, ByteBuffer told) {
        ByteBuffer body = ByteBuffer.allocate(Varint.LONGEST + told.remaining());
        Varint.put(body, first);
        body.put(told).flip();
        ByteBuffer group = ByteBuffer.allocate(Varint.LONGEST + Integer.BYTES + body.remaining());
        Varint.put(group, body.remaining());
        return group.putInt(check(run, body.duplicate())).put(body).flip();
    }

    /// Bytes that a group takes in all, from its first bytes.
    static long size(ByteBuffer start) {
        int from = start.position();
        long length = Varint.get(start);
        return start.position() - from + Integer.BYTES + length;
    }

    /// Reads a group; empty if its parts do not belong together: two instances wrote at the same time.
    static Optional<JournalGroup> decode(String run, ByteBuffer group) {
        Varint.get(group);
        if (group.getInt() != check(run, group.duplicate())) {
            return Optional.empty();
        }
        long first = Varint.get(group);
        List<Told> told = new ArrayList<>();
        while (group.hasRemaining()) {
            told.add(Told.get(group));
        }
        return Optional.of(new JournalGroup(first, told));
    }

    /// CRC-32C of bytes that belong to a run.
    static int check(String run, ByteBuffer bytes) {
        CRC32C check = new CRC32C();
        check.update(run.getBytes(StandardCharsets.UTF_8));
        check.update(bytes);
        return (int) check.getValue();
    }
}
