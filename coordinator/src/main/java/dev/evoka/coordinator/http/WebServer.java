package dev.evoka.coordinator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.evoka.artifacts.ArtifactException;
import dev.evoka.coordinator.control.NotAllowedException;
import dev.evoka.coordinator.control.UnavailableException;
import dev.evoka.registry.client.RegistryException;
import dev.evoka.spec.SpecException;
import dev.evoka.web.PromptServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries requests and answers over HTTP. Each has a virtual thread of its own.
final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int WORTH_COMPRESSING = 2_048;

    private final HttpServer server;
    private boolean started;
    private final Routes routes;
    private final RequestCounters counters;
    private final Access access;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-", 0).factory());

    /// @throws SpecException if the port is taken, or the certificate cannot be used
    WebServer(ApiConfig config, Routes routes, RequestCounters counters) throws IOException {
        this.routes = routes;
        this.access = config.access();
        this.counters = counters;
        try {
            server = create(config);
        } catch (BindException e) {
            throw new SpecException(
                    "port %d is taken: choose another with --http-port"
                            .formatted(config.address().getPort()),
                    e);
        }
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
    }

    private static HttpServer create(ApiConfig config) throws IOException {
        if (config.certificate().isEmpty()) {
            return PromptServers.open(config.address());
        }
        SSLContext context = config.certificate().get().context();
        HttpsServer secure = PromptServers.openSecure(config.address());
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        return secure;
    }

    void start() {
        server.start();
        started = true;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        long began = System.nanoTime();
        try (exchange) {
            Map<String, String> headers = headers(exchange);
            switch (answer(exchange, headers)) {
                case Response.Whole whole -> {
                    send(exchange, headers, whole);
                    counters.count(whole.status(), System.nanoTime() - began);
                }
                case Response.Events events -> {
                    counters.opened();
                    try {
                        stream(exchange, events);
                    } finally {
                        counters.closed();
                    }
                }
            }
        }
    }

    private Response answer(HttpExchange exchange, Map<String, String> headers) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            return routes.answer(new Request(
                    exchange.getRequestMethod(),
                    Request.path(exchange.getRequestURI()),
                    Request.query(exchange.getRequestURI()),
                    headers,
                    exchange.getRequestBody(),
                    access.caller(headers)));
        } catch (Problem e) {
            return e.response(path);
        } catch (SpecException e) {
            return Problem.invalid(e).response(path);
        } catch (ArtifactException e) {
            return Problem.badRequest("files", String.valueOf(e.getMessage())).response(path);
        } catch (NotAllowedException e) {
            return Problem.conflict(String.valueOf(e.getMessage())).response(path);
        } catch (UnavailableException | RegistryException | RetriableException e) {
            LOG.atWarn().addKeyValue("path", path).log("a request waits for better times: {}", e.getMessage());
            return Problem.unavailable(String.valueOf(e.getMessage())).response(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Problem.unavailable("the service is stopping").response(path);
        } catch (RuntimeException e) { // whoever asked is to get an answer
            LOG.atError().addKeyValue("path", path).setCause(e).log("a request failed");
            return Problem.failed(e.getMessage() == null ? e.toString() : e.getMessage())
                    .response(path);
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> each : exchange.getRequestHeaders().entrySet()) {
            headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().getFirst());
        }
        return headers;
    }

    private static void send(HttpExchange exchange, Map<String, String> headers, Response.Whole answer)
            throws IOException {
        byte[] body = answer.body();
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (body.length > WORTH_COMPRESSING
                && headers.getOrDefault("accept-encoding", "").contains("gzip")) {
            body = compressed(body);
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        secure(exchange);
        boolean bodyless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : body.length);
        if (!bodyless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /// Half the time for a tenth more bytes.
    private static final class FastZip extends GZIPOutputStream {
        FastZip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3);
        try (FastZip zip = new FastZip(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }

    /// Nothing from elsewhere is loaded, nothing is framed, and types are what they say.
    private static void secure(HttpExchange exchange) {
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
        if (exchange.getResponseHeaders().getFirst("Cache-Control") == null) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
        }
    }

    private static void stream(HttpExchange exchange, Response.Events events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        secure(exchange);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            events.source().write(new EventStream(out));
        } catch (IOException e) {
            LOG.atTrace().setCause(e).log("a client is gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!started) {
            server.start(); // a server that was never started cannot be stopped, and keeps its port
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
