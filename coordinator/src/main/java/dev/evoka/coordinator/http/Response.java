package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered: all at once, or bit by bit.
sealed interface Response {

    /// @param type media type
    /// @param headers more headers
    record Whole(int status, String type, byte[] body, Map<String, String> headers) implements Response {}

    /// Server-Sent Events, until the client is gone.
    record Events(Source source) implements Response {}

    /// Writes events.
    interface Source {
        /// Writes until the client is gone, or there is nothing more to say.
        void write(EventStream out) throws IOException, InterruptedException;
    }

    static Whole of(int status, String type, byte[] body) {
        return new Whole(status, type, body, Map.of());
    }

    static Whole json(JsonNode node) {
        return json(200, node);
    }

    static Whole json(int status, JsonNode node) {
        return of(status, "application/json", Json.bytes(node));
    }

    /// The same answer with one header more.
    static Whole with(Whole response, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put(header, value);
        return new Whole(response.status(), response.type(), response.body(), headers);
    }
}
