package dev.evoka.evaluator.vitals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evoka.meters.Meters;
import dev.evoka.spec.SpecException;
import dev.evoka.web.PromptServers;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers `/healthz` (it polls), `/readyz` (it takes blocks) and `/metrics` (Prometheus).
public final class VitalsServer implements AutoCloseable {

    private record Answer(int status, String text) {}

    private final HttpServer server;
    private final Vitals vitals;
    private final Meters meters;

    /// @param clients meters of the evaluator's Kafka clients, to be closed here
    /// @throws SpecException if the port is taken
    public VitalsServer(InetSocketAddress address, Vitals vitals, List<MeterBinder> clients) throws IOException {
        this.vitals = vitals;
        try {
            server = PromptServers.open(address);
        } catch (BindException e) {
            throw new SpecException(
                    "port %d is taken: choose another with --http-port".formatted(address.getPort()), e);
        }
        List<MeterBinder> all = new ArrayList<>(clients);
        all.add(new VitalsMeters(vitals));
        meters = new Meters(all);
        server.createContext("/", this::exchange);
    }

    /// Starts; returns at once.
    public void start() {
        server.start();
    }

    /// Port that it listens on.
    public int port() {
        return server.getAddress().getPort();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange.getRequestURI().getPath());
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", Meters.TYPE);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(String path) {
        return switch (path) {
            case "/healthz" -> unless(vitals.dead(), "alive");
            case "/readyz" -> unless(vitals.notReady(), "ready");
            case "/metrics" -> new Answer(200, meters.text());
            default -> new Answer(404, "there is /healthz, /readyz and /metrics\n");
        };
    }

    private static Answer unless(Optional<String> trouble, String well) {
        return trouble.map(why -> new Answer(503, why + "\n")).orElseGet(() -> new Answer(200, well + "\n"));
    }

    @Override
    public void close() {
        server.stop(0);
        meters.close();
    }
}
