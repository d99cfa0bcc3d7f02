package dev.evoka.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/// How the client gets on with registries that are slow, down, wrong, or refuse.
class RegistryHttpTest {

    private static RegistryClient client(String url, String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("schema.registry.url", url, "retries.wait.ms", "1"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new RegistryClient(new Settings(settings));
    }

    private static ThrowableAssertAlternative<RegistryException> failure(RegistryClient client) {
        return assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> client.schema(7));
    }

    /// A port that nobody listens on.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void triesAgainWhenTheRegistryIsBusy() throws IOException {
        try (StubServer server = StubServer.http()) {
            server.reply(500, "").reply(503, "{\"message\": \"no leader\"}").reply(429, "");
            assertThat(client(server.url()).schema(7).getName()).isEqualTo("string");
            assertThat(server.requests()).hasSize(4).containsOnly("GET /schemas/ids/7");
        }
    }

    @Test
    void givesUpInOneLineWithTheReason() throws IOException {
        try (StubServer server = StubServer.http()) {
            server.reply(503, "").reply(503, "{\"message\": \"no\\nleader\"}");
            failure(client(server.url(), "max.retries", "1"))
                    .withMessage(
                            "schema registry %s cannot be reached (HTTP 503: no leader): is it up, and is schema.registry.url right?",
                            server.url());
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void takesTheNextAddressWhenOneIsDownAndStaysThere() throws IOException {
        int down = freePort();
        try (StubServer server = StubServer.http()) {
            RegistryClient client = client("http://localhost:%d, %s/".formatted(down, server.url()));
            client.schema(1);
            client.schema(2);
            assertThat(server.requests()).containsExactly("GET /schemas/ids/1", "GET /schemas/ids/2");
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int down = freePort();
        failure(client("http://localhost:" + down, "max.retries", "0"))
                .withMessage(
                        "schema registry http://localhost:%d cannot be reached (connection refused): is it up, and is schema.registry.url right?",
                        down);
    }

    @Test
    void saysThatTheHostIsUnknown() {
        failure(client("http://no-such-host.invalid:8081", "max.retries", "0"))
                .withMessageContaining("cannot be reached (unknown host)");
    }

    @Test
    void doesNotWaitForEverForARegistryThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://localhost:" + silent.getLocalPort();
            failure(client(url, "http.read.timeout.ms", "100", "max.retries", "1"))
                    .withMessageContaining("cannot be reached (no answer in time)");
        }
    }

    @Test
    void pausesLongerFromRoundToRoundAndStopsInTime() {
        Patience patience = Patience.of(new Settings(Map.of()));
        assertThat(patience.pauseAfter(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(patience.pauseAfter(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(patience.pauseAfter(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(patience.pauseAfter(40)).isEqualTo(Duration.ofSeconds(2));
        assertThat(patience.lasts(3, Duration.ZERO)).isTrue();
        assertThat(patience.lasts(4, Duration.ZERO)).isFalse();
        assertThat(patience.lasts(1, Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void doesNotRepeatWhatTheRegistryRefuses() throws IOException {
        try (StubServer server = StubServer.http()) {
            server.reply(404, "{\"error_code\": 40403, \"message\": \"Schema 7 not found\"}");
            failure(client(server.url()))
                    .withMessage("schema registry %s refuses schema 7: Schema 7 not found (40403)", server.url())
                    .matches(e -> e.code() == 40403);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void noticesThatAnAddressIsNoRegistry() throws IOException {
        try (StubServer server = StubServer.http()) {
            server.reply(404, "<html>").reply(200, "[1]");
            RegistryClient client = client(server.url());
            failure(client)
                    .withMessage(
                            "%s is no schema registry: it answers HTTP 404 without JSON: correct schema.registry.url",
                            server.url());
            failure(client).withMessage("the schema registry's answer to schema 7 is no Avro schema");
        }
    }

    @Test
    void staysInterruptedWhenItIsInterrupted() throws IOException {
        try (StubServer server = StubServer.http()) {
            Thread.currentThread().interrupt();
            failure(client(server.url())).withMessage("interrupted while asking the schema registry for schema 7");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
