package dev.evoka.registry.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where the registry writes down what it knows, and reads it again when it starts.
interface RegistryLog extends AutoCloseable {

    /// A line: a later one of the same key replaces it.
    ///
    /// @param value empty = nothing any more
    record Line(String key, Optional<String> value) {}

    /// Reads all lines, oldest first.
    void read(Consumer<Line> each);

    /// Writes lines down in this order; returns when they are safe.
    void append(List<Line> lines) throws InterruptedException;

    @Override
    void close();
}
