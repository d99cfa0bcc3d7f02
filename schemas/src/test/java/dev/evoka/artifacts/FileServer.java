package dev.evoka.artifacts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A web server with one file, which misbehaves as it is told.
final class FileServer implements AutoCloseable {

    /// What it does with a request.
    enum Mood {
        /// Answers, as it is asked to.
        WELL,
        /// Promises the file and closes after half of what it should send.
        BREAKS,
        /// Answers 503.
        BUSY,
        /// Answers 404.
        EMPTY
    }

    private final HttpServer server;
    private final Queue<Mood> moods = new ConcurrentLinkedQueue<>();
    private final List<String> ranges = new ArrayList<>();
    private volatile byte[] content;

    FileServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:%d/data.csv?key=secret"
                .formatted(server.getAddress().getPort()));
    }

    /// What it does with the next requests; after them it answers well.
    void moods(Mood... next) {
        moods.addAll(List.of(next));
    }

    void content(byte[] now) {
        content = now;
    }

    /// The stretch that each request asked for; `all` if it did not say.
    synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "all" : range);
        Mood mood = moods.isEmpty() ? Mood.WELL : moods.remove();
        try (exchange) {
            switch (mood) {
                case BUSY -> exchange.sendResponseHeaders(503, -1);
                case EMPTY -> exchange.sendResponseHeaders(404, -1);
                case WELL -> send(exchange, range, 1);
                case BREAKS -> send(exchange, range, 2);
            }
        }
    }

    private void send(HttpExchange exchange, String range, int part) throws IOException {
        int begin = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (begin >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        byte[] wanted = Arrays.copyOfRange(content, begin, content.length);
        exchange.sendResponseHeaders(range == null ? 200 : 206, wanted.length);
        exchange.getResponseBody().write(wanted, 0, wanted.length / part);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
