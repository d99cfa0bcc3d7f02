package dev.evoka.registry.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The embedded registry with its log in memory, which survives a restart as the broker's topic would.
public final class MemoryRegistry implements AutoCloseable {

    /// A compacted topic: a later line of the same key replaces the earlier one.
    private static final class MemoryLog implements RegistryLog {
        private final List<Line> lines = new ArrayList<>();

        @Override
        public void read(Consumer<Line> each) {
            lines.forEach(each);
        }

        @Override
        public void append(List<Line> more) {
            lines.addAll(more);
        }

        void compact() {
            List<Line> newest = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                String key = lines.get(i).key();
                boolean replaced = lines.subList(i + 1, lines.size()).stream()
                        .anyMatch(later -> later.key().equals(key));
                if (!replaced && lines.get(i).value().isPresent()) {
                    newest.add(lines.get(i));
                }
            }
            lines.clear();
            lines.addAll(newest);
        }

        @Override
        public void close() {}
    }

    private final MemoryLog log = new MemoryLog();
    private EmbeddedRegistry registry;

    public MemoryRegistry() throws IOException {
        registry = new EmbeddedRegistry(log, 0);
    }

    /// Address for `schema.registry.url`.
    public String url() {
        return registry.url();
    }

    /// Closes it, lets the topic be compacted, and opens it again, on another port.
    void restart() throws IOException {
        registry.close();
        log.compact();
        registry = new EmbeddedRegistry(log, 0);
    }

    /// Writes a line that no version of ours would write, as an older one may have.
    void write(String key, String value) {
        log.append(List.of(new RegistryLog.Line(key, Optional.of(value))));
    }

    @Override
    public void close() {
        registry.close();
    }
}
