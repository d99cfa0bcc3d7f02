package dev.evoka.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoTlsTest {

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = PromptServers.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int ask(String scheme) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(NoTls.context()).build()) {
            URI address =
                    URI.create(scheme + "://localhost:" + server.getAddress().getPort());
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void asksOverHttp() throws IOException, InterruptedException {
        assertThat(ask("http")).isEqualTo(204);
    }

    @Test
    void refusesHttps() {
        assertThatThrownBy(() -> ask("https")).hasStackTraceContaining("made for http, not https");
    }
}
