package dev.evoka.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/// Server-Sent Events as they come.
public final class Events implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data: ";

    private final Stream<String> stream;
    private final Iterator<String> lines;

    Events(Stream<String> stream) {
        this.stream = stream;
        this.lines = stream.iterator();
    }

    /// The data of the next event; empty at the end of the stream.
    ///
    /// @throws java.io.UncheckedIOException if the connection breaks
    public Optional<JsonNode> next() throws JsonProcessingException {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(DATA)) {
                return Optional.of(JSON.readTree(line.substring(DATA.length())));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        stream.close();
    }
}
