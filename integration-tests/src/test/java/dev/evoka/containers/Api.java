package dev.evoka.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The coordinator's REST service, as a client without Evoka's classes sees it.
record Api(String url, HttpClient client) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static Api of(String url) {
        return new Api(url, HttpClient.newHttpClient());
    }

    JsonNode run(String run) {
        return ask("GET", "/api/v1/runs/" + run);
    }

    JsonNode best(String run) {
        return ask("GET", "/api/v1/runs/" + run + "/best");
    }

    void stop(String run) {
        ask("POST", "/api/v1/runs/" + run + "/stop");
    }

    /// The answer; one without fields while the coordinator is away.
    private JsonNode ask(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(LIMIT)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() < 300 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
