package dev.evoka.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.cli.EvokaRun;
import dev.evoka.cli.Typed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evoka replay` shows what the topics of a past run hold, with nothing else running.
class ReplayIT {

    private static final int GENERATIONS = 12;
    private static final String UP = "replay is up: ";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder at(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    @Test
    void showsAFinishedRunAndLetsNothingBeChanged() throws Exception {
        EvokaRun.finish(folder, GENERATIONS);
        try (Typed replay =
                        new Typed("replay", "--data-dir", folder.resolve("data").toString(), "--http-port", "0");
                HttpClient http = HttpClient.newHttpClient()) {
            String url = replay.await(UP)
                    .output()
                    .lines()
                    .filter(line -> line.startsWith(UP))
                    .findFirst()
                    .orElseThrow()
                    .substring(UP.length());
            while (send(http, at(url + "/readyz")).statusCode() != 200) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            JsonNode runs =
                    json.readTree(send(http, at(url + "/api/v1/runs")).body()).path("runs");
            assertThat(runs).hasSize(1);
            assertThat(runs.path(0).path("state").asText()).isEqualTo("finished");
            String run = url + "/api/v1/runs/" + runs.path(0).path("id").asText();
            assertThat(json.readTree(send(http, at(run + "/generations")).body())
                            .path("best"))
                    .hasSize(GENERATIONS);
            assertThat(json.readTree(send(http, at(run + "/best")).body())
                            .path("parameters")
                            .properties())
                    .isNotEmpty();
            assertThat(send(http, at(run + "/generations/newest/candidates")).statusCode())
                    .isEqualTo(200);
            assertThat(send(http, at(url + "/")).body()).contains("<title>Evoka</title>");
            HttpResponse<String> refused =
                    send(http, at(run + "/extend").POST(BodyPublishers.ofString("{\"stop\": {\"generations\": 20}}")));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("this needs the role operator, the caller has viewer");
        }
    }
}
