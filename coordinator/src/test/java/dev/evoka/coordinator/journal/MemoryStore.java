package dev.evoka.coordinator.journal;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// A store in memory that counts what is written, and can die before a write.
@SuppressWarnings("NullAway") // Kafka's contract: null is what is not there
public final class MemoryStore implements KeyValueStore<Bytes, byte[]> {

    /// The process died.
    public static final class Died extends RuntimeException {}

    private final NavigableMap<Bytes, byte[]> content;
    private long writesLeft;
    private long writes;
    private long bytes;

    /// An empty store.
    public MemoryStore() {
        this(new TreeMap<>(), Long.MAX_VALUE);
    }

    private MemoryStore(NavigableMap<Bytes, byte[]> content, long writesLeft) {
        this.content = content;
        this.writesLeft = writesLeft;
    }

    /// What a restart finds.
    public MemoryStore copy() {
        return new MemoryStore(new TreeMap<>(content), Long.MAX_VALUE);
    }

    /// A copy that dies before the write after so many.
    public MemoryStore dyingAfter(long number) {
        return new MemoryStore(new TreeMap<>(content), number);
    }

    /// The same content in the hands of another writer.
    MemoryStore shared() {
        return new MemoryStore(content, Long.MAX_VALUE);
    }

    long writes() {
        return writes;
    }

    /// Keys and values written so far, in bytes.
    long bytes() {
        return bytes;
    }

    @Override
    public void put(Bytes key, byte[] value) {
        if (writesLeft == 0) {
            throw new Died();
        }
        writesLeft--;
        writes++;
        bytes += key.get().length + (value == null ? 0 : value.length);
        if (value == null) {
            content.remove(key);
        } else {
            content.put(key, value);
        }
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public byte[] get(Bytes key) {
        return content.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return iterator(content.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return iterator(content);
    }

    private static KeyValueIterator<Bytes, byte[]> iterator(NavigableMap<Bytes, byte[]> map) {
        Iterator<Map.Entry<Bytes, byte[]>> entries =
                Collections.unmodifiableMap(new TreeMap<>(map)).entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                Map.Entry<Bytes, byte[]> next = entries.next();
                return KeyValue.pair(next.getKey(), next.getValue());
            }

            @Override
            public Bytes peekNextKey() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long approximateNumEntries() {
        return content.size();
    }

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
