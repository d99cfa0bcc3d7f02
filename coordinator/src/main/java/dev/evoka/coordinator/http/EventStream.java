package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Server-Sent Events on their way to one client.
final class EventStream {

    private static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /// Sends an event.
    ///
    /// @param name kind of the event
    /// @param id what the client names to go on from here
    void send(String name, String id, JsonNode data) throws IOException {
        out.write("event: %s\nid: %s\ndata: ".formatted(name, id).getBytes(StandardCharsets.UTF_8));
        out.write(Json.bytes(data));
        out.write('\n');
        out.write('\n');
        out.flush();
    }

    /// A sign of life: shows whether the client is still there.
    void alive() throws IOException {
        out.write(ALIVE);
        out.flush();
    }
}
