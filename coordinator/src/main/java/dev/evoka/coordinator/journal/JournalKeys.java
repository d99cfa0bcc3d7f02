package dev.evoka.coordinator.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// Keys of the store: a byte for the kind (and bank), then a run's name or its ordinal and a number. Those of journal
/// entries are as short as can be, since one is written for each generation.
final class JournalKeys {

    private static final byte ENTRY = 0;
    private static final byte CHUNK = 2;
    private static final byte DEFINITION = 4;
    private static final byte HEADER = 5;

    private JournalKeys() {}

    static Bytes entry(int ordinal, int bank, int slot) {
        return numbered((byte) (ENTRY + bank), ordinal, slot);
    }

    static Bytes chunk(int ordinal, int bank, int number) {
        return numbered((byte) (CHUNK + bank), ordinal, number);
    }

    static Bytes definition(String run) {
        return named(DEFINITION, run);
    }

    static Bytes header(String run) {
        return named(HEADER, run);
    }

    static List<String> runs(KeyValueStore<Bytes, byte[]> store) {
        List<String> runs = new ArrayList<>();
        Bytes from = Bytes.wrap(new byte[] {HEADER});
        Bytes to = Bytes.wrap(new byte[] {HEADER + 1});
        try (KeyValueIterator<Bytes, byte[]> all = store.range(from, to)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                byte[] key = next.key.get();
                if (key[0] == HEADER) {
                    runs.add(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
                }
            }
        }
        return runs;
    }

    private static Bytes named(byte kind, String run) {
        byte[] name = run.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(1 + name.length).put(kind).put(name).array());
    }

    private static Bytes numbered(byte kind, int ordinal, int number) {
        ByteBuffer key = ByteBuffer.allocate(1 + 5 + 5).put(kind);
        Varint.put(key, ordinal);
        Varint.put(key, number);
        return Bytes.wrap(Arrays.copyOf(key.array(), key.position()));
    }
}
