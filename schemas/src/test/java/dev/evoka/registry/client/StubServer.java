package dev.evoka.registry.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// A web server that answers what the test has laid ready, and notes what it was asked.
final class StubServer implements AutoCloseable {

    private record Reply(int status, String body) {}

    static final String SCHEMA = "{\"schema\": \"\\\"string\\\"\"}";

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable String wantedAuthorization;

    private StubServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
        server.start();
    }

    static StubServer http() throws IOException {
        return new StubServer(HttpServer.create(anyPort(), 0), "http");
    }

    static StubServer https(SSLContext context, boolean clientsMustShowWhoTheyAre) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters settings = context.getDefaultSSLParameters();
                settings.setNeedClientAuth(clientsMustShowWhoTheyAre);
                parameters.setSSLParameters(settings);
            }
        });
        return new StubServer(server, "https");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// Lays an answer ready; when none is left, the schema "string" is the answer.
    StubServer reply(int status, String body) {
        replies.add(new Reply(status, body));
        return this;
    }

    /// From now on answers only those who say this.
    StubServer demand(String authorization) {
        wantedAuthorization = authorization;
        return this;
    }

    /// Method and path of all requests.
    List<String> requests() {
        return requests;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return scheme + "://localhost:" + port();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getRequestBody().readAllBytes();
        String wanted = wantedAuthorization;
        Reply reply = replies.poll();
        if (wanted != null && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply = new Reply(401, "<html>\nlog in</html>");
        } else if (reply == null) {
            reply = new Reply(200, SCHEMA);
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
