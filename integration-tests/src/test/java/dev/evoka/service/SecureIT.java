package dev.evoka.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.cli.Typed;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A coordinator (SCRAM, basic authentication) and an evaluator (OAUTHBEARER, bearer token) on a cluster that demands
/// TLS and logins, with tokens and HTTPS on the coordinator's own side.
class SecureIT {

    private static final String OPERATOR = SecureCluster.SECRETS.getLast();
    private static final String VIEWER = "viewer-secret-6-long-enough";
    private static final long LIMIT_SECONDS = 60;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> seen = new ArrayList<>();

    @TempDir
    Path folder;

    private String file(String name, Properties properties) throws IOException {
        Path file = folder.resolve(name);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "");
        }
        return file.toString();
    }

    private static HttpClient client(SecureCluster cluster) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(cluster.truststore())) {
            store.load(in, cluster.storePassword().toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private HttpResponse<String> send(HttpClient http, HttpRequest.Builder request, String token) throws Exception {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        seen.add(answer.body());
        return answer;
    }

    @Test
    void worksWhereEverybodyMustLogInAndTellsNoSecret() throws Exception {
        try (SecureCluster cluster = new SecureCluster(folder.resolve("cluster"))) {
            Path tokens = Files.writeString(
                    folder.resolve("tokens"), "operator ada %s%nviewer bob %s%n".formatted(OPERATOR, VIEWER));
            Properties ours = cluster.scram();
            ours.put("evoka.http.keystore", cluster.keystore().toString());
            ours.put("evoka.http.keystore.password", cluster.storePassword());
            ours.put("evoka.http.port", "0");
            String coordinatorFile = file("coordinator.properties", ours);
            String evaluatorFile = file("evaluator.properties", cluster.bearer());
            try (Typed coordinator = new Typed(
                            "coordinator", "--command-config", coordinatorFile, "--tokens", tokens.toString());
                    HttpClient http = client(cluster)) {
                String url = coordinator
                        .await("coordinator coordinator-1 is ready: ")
                        .output()
                        .lines()
                        .filter(line -> line.startsWith("coordinator coordinator-1 is ready: "))
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(".* ", "");
                assertThat(url).startsWith("https://localhost:");
                try (Typed evaluator = new Typed("evaluator", "--command-config", evaluatorFile)) {
                    rolesAreKept(http, url);
                    runs(http, url);
                    seen.add(evaluator.output());
                }
                seen.add(send(http, HttpRequest.newBuilder(URI.create(url + "/metrics")), VIEWER)
                        .body());
                seen.add(coordinator.output());
            }
            refusesAWrongPassword(cluster);
            assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain(SecureCluster.SECRETS));
            assertThat(seen)
                    .anySatisfy(text -> assertThat(text)
                            .contains("client sasl.jaas.config = ******", "http-keystore-password = ****** (file)"));
        }
    }

    private void rolesAreKept(HttpClient http, String url) throws Exception {
        URI list = URI.create(url + "/api/v1/runs");
        assertThat(send(http, HttpRequest.newBuilder(list), "").statusCode()).isEqualTo(401);
        assertThat(send(http, HttpRequest.newBuilder(list), "wrong-secret-long-enough")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(http, HttpRequest.newBuilder(list), VIEWER).statusCode())
                .isEqualTo(200);
        String spec = ServiceIT.spec("secure", "generations: 5");
        HttpResponse<String> refused =
                send(http, HttpRequest.newBuilder(list).POST(BodyPublishers.ofString(spec)), VIEWER);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("this needs the role operator, the caller has viewer");
        assertThat(send(http, HttpRequest.newBuilder(URI.create(url + "/readyz")), "")
                        .statusCode())
                .isEqualTo(200);
    }

    private void runs(HttpClient http, String url) throws Exception {
        URI list = URI.create(url + "/api/v1/runs");
        HttpResponse<String> submitted = send(
                http,
                HttpRequest.newBuilder(list).POST(BodyPublishers.ofString(ServiceIT.spec("secure", "generations: 5"))),
                OPERATOR);
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(201);
        JsonNode run = json.readTree(submitted.body());
        assertThat(run.path("submitter").asText()).isEqualTo("ada");
        URI one = URI.create(list + "/" + run.path("id").asText());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        String state = "";
        while (!state.equals("finished")) {
            assertThat(System.nanoTime()).as("the run is " + state).isLessThan(end);
            state = json.readTree(
                            send(http, HttpRequest.newBuilder(one), VIEWER).body())
                    .path("state")
                    .asText();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void refusesAWrongPassword(SecureCluster cluster) throws Exception {
        String wrong = file("wrong.properties", cluster.scram("wrong-password"));
        try (Typed refused = new Typed("topics", "check", "--command-config", wrong)) {
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.output()).doesNotContain("wrong-password");
            assertThat(refused.output().lines())
                    .last()
                    .asString()
                    .contains("refuses the login", "correct security.protocol, sasl.* and ssl.* in --command-config");
        }
    }
}
