package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evoka.spec.SpecException;
import dev.evoka.web.PromptServers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A schema registry on loopback with the part of Confluent's REST API that public clients use. What it knows is in a
/// compacted topic of the broker beside it.
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final int LARGEST_BODY = 8 << 20;

    private final HttpServer server;
    private final Registry registry;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("registry-", 0).factory());

    /// Opens the registry of this broker.
    ///
    /// @param port port to listen on; 0 = any free one
    /// @throws SpecException if the port is taken, or the broker's folder is of another version
    public EmbeddedRegistry(String bootstrapServers, int port) throws IOException, InterruptedException {
        this(new TopicLog(bootstrapServers), port);
    }

    EmbeddedRegistry(RegistryLog log, int port) throws IOException {
        try {
            server = listen(port);
            registry = new Registry(log);
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
        server.start();
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return PromptServers.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new SpecException(
                    "port %d is taken: choose another for the schema registry with --registry-port".formatted(port), e);
        }
    }

    /// Address for `schema.registry.url`.
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        int status = 200;
        JsonNode answer;
        try {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                throw Refusal.badRequest("the body is larger than %d bytes".formatted(LARGEST_BODY));
            }
            answer = registry.answer(Request.of(
                    exchange.getRequestMethod(), exchange.getRequestURI(), new String(body, StandardCharsets.UTF_8)));
        } catch (Refusal e) {
            status = e.status();
            answer = Json.refusal(e);
        } catch (RuntimeException e) { // whoever asked is to get an answer
            LOG.atError().setCause(e).log("a request to the schema registry failed");
            status = 500;
            answer = Json.refusal(Refusal.store(String.valueOf(e.getMessage())));
        }
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        registry.close();
    }
}
