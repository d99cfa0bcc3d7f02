package dev.evoka.cli.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evoka.evaluator.log.RunModel;
import dev.evoka.spec.SpecException;
import dev.evoka.web.PromptServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Holds the model of a run as the log has it, update by update, and answers over HTTP: `GET /model` says which one it
/// is, `POST /generate` continues a text with it.
public final class ModelServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_REQUEST = 1 << 20;

    private record Answer(int status, ObjectNode body) {}

    private final RunModel model;
    private final Lock whole = new ReentrantLock();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("model-", 0).factory());

    /// @param model stays open
    /// @throws SpecException if the port is taken
    public ModelServer(RunModel model, InetSocketAddress address) throws IOException {
        this.model = model;
        try {
            server = PromptServers.open(address);
        } catch (BindException e) {
            throw new SpecException(
                    "port %d is taken: choose another with --http-port".formatted(address.getPort()), e);
        }
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
    }

    /// Starts to answer; returns at once.
    public void start() {
        server.start();
    }

    /// Port that it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    /// Folds the updates that have come. One thread at a time.
    ///
    /// @return the generation that the model is at then
    public long catchUp(Duration limit) throws InterruptedException {
        long newest = model.newest(limit).orElse(0);
        whole.lock();
        try {
            if (newest > generation()) {
                model.reach(newest, limit);
            }
            return generation();
        } finally {
            whole.unlock();
        }
    }

    private long generation() {
        return model.model().base().generation();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String asked =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        try {
            return switch (asked) {
                case "GET /model" -> new Answer(200, ofWhole(this::identity));
                case "POST /generate" -> {
                    Continuation request = request(exchange);
                    yield new Answer(200, ofWhole(() -> generated(request)));
                }
                default -> problem(404, "there is GET /model and POST /generate");
            };
        } catch (SpecException e) {
            return problem(400, String.valueOf(e.getMessage()));
        }
    }

    /// What the model answers between two updates, never in the middle of one.
    private ObjectNode ofWhole(Supplier<ObjectNode> answer) {
        whole.lock();
        try {
            return answer.get();
        } finally {
            whole.unlock();
        }
    }

    private ObjectNode identity() {
        return JSON.createObjectNode()
                .put("run", model.run().getRun())
                .put("generation", generation())
                .put("weights", model.model().base().size())
                .put("sha256", HexFormat.of().formatHex(model.model().base().digest()));
    }

    private ObjectNode generated(Continuation asked) {
        long generation = generation();
        String text = model.model().generate(asked.prompt(), asked.tokens(), asked.temperature(), asked.seed());
        return JSON.createObjectNode().put("generation", generation).put("text", text);
    }

    private static Continuation request(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            if (JSON.readTree(in.readNBytes(LARGEST_REQUEST)) instanceof ObjectNode request) {
                return Continuation.of(request);
            }
            throw new SpecException("the request must be a JSON object with prompt");
        } catch (JsonProcessingException e) {
            throw new SpecException("the request must be a JSON object with prompt: " + e.getOriginalMessage(), e);
        }
    }

    private static Answer problem(int status, String detail) {
        return new Answer(status, JSON.createObjectNode().put("status", status).put("detail", detail));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
