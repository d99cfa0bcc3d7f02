package dev.evoka.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.Schema;

/// Client of a schema registry that speaks the Confluent REST API. Schemas and identifiers are immutable, so both are
/// cached for good. Safe for several threads.
public final class RegistryClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ROUNDS = 4;
    private static final long FIRST_PAUSE_MILLISECONDS = 100;

    private final RegistryConfig config;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Map<Schema, Integer>> identifiers = new ConcurrentHashMap<>();

    public RegistryClient(RegistryConfig config) {
        this.config = config;
    }

    /// The identifier of a schema under a subject: registered if that is allowed, else looked up.
    public int identifier(String subject, Schema schema) {
        return identifiers
                .computeIfAbsent(subject, s -> new ConcurrentHashMap<>())
                .computeIfAbsent(schema, s -> ask(subject, s));
    }

    private int ask(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8)
                + (config.autoRegister() ? "/versions" : "");
        String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
        return post(path, body, "subject " + subject).path("id").asInt();
    }

    /// The schema of this identifier.
    public Schema schema(int identifier) {
        return schemas.computeIfAbsent(identifier, id -> {
            JsonNode answer = get("/schemas/ids/" + id, "schema " + id);
            return new Schema.Parser().parse(answer.path("schema").asText());
        });
    }

    private JsonNode get(String path, String what) {
        return send(path, what, request -> request.GET());
    }

    private JsonNode post(String path, String body, String what) {
        return send(path, what, request -> request.POST(BodyPublishers.ofString(body)));
    }

    private interface Method {
        HttpRequest.Builder apply(HttpRequest.Builder request);
    }

    private JsonNode send(String path, String what, Method method) {
        IOException last = new IOException("no address");
        long pause = FIRST_PAUSE_MILLISECONDS;
        for (int round = 0; round < ROUNDS; round++) {
            for (URI url : config.urls()) {
                try {
                    HttpResponse<String> response = http.send(request(url, path, method), BodyHandlers.ofString());
                    if (response.statusCode() < 500) {
                        return answer(response, url, what);
                    }
                    last = new IOException("HTTP " + response.statusCode());
                } catch (IOException e) {
                    last = e;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new RegistryException("interrupted while asking the schema registry for " + what, e);
                }
            }
            LockSupport.parkNanos(pause * 1_000_000);
            pause *= 2;
        }
        throw new RegistryException(
                "schema registry %s cannot be reached (%s): is it up, and is %s right?"
                        .formatted(config.urls(), last, RegistryConfig.URL),
                last);
    }

    private HttpRequest request(URI url, String path, Method method) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", TYPE)
                .header("Accept", TYPE);
        if (!config.authorization().isEmpty()) {
            request.header("Authorization", config.authorization());
        }
        return method.apply(request).build();
    }

    private static JsonNode answer(HttpResponse<String> response, URI url, String what) throws IOException {
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s is no schema registry: it answered HTTP %d".formatted(url, response.statusCode()), e);
        }
        if (response.statusCode() >= 300) {
            int code = body.path("error_code").asInt(response.statusCode());
            throw new RegistryException(
                    code,
                    "schema registry %s refuses %s: %s (%d)"
                            .formatted(url, what, body.path("message").asText(""), code));
        }
        return body;
    }
}
