package dev.evoka.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.spec.SpecException;
import dev.evoka.web.NoTls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A coordinator's REST service.
public final class Coordinator implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final URI base;
    private final Optional<String> token;
    private final HttpClient http;

    /// @param url address, like http://localhost:8080
    /// @param token token that says who asks
    /// @throws SpecException if the address is none
    public Coordinator(String url, Optional<String> token) {
        this.token = token;
        try {
            base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (IllegalArgumentException e) {
            throw mistaken(url);
        }
        if (base.getHost() == null
                || base.getScheme() == null
                || !base.getScheme().matches("https?")) {
            throw mistaken(url);
        }
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (base.getScheme().equals("http")) {
            client.sslContext(NoTls.context());
        }
        http = client.build();
    }

    private static SpecException mistaken(String url) {
        return new SpecException("--coordinator must be an address like http://localhost:8080 but was " + url);
    }

    /// A part of a path or query, so that it can hold any character.
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Asks for something.
    ///
    /// @param path path below /api/v1
    /// @throws SpecException if the coordinator says that what was asked is wrong
    /// @throws ServiceException if it does not answer, or fails
    public JsonNode get(String path) throws InterruptedException {
        return json(send(request(path).GET()));
    }

    /// The same as text.
    public String text(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    /// Asks for a change.
    public JsonNode post(String path, String type, String body) throws InterruptedException {
        return json(send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body))));
    }

    /// Whether something is there.
    public boolean has(String path) throws InterruptedException {
        HttpResponse<String> response = response(request(path).GET());
        if (response.statusCode() == NOT_FOUND) {
            return false;
        }
        body(response);
        return true;
    }

    /// Sends a file.
    public JsonNode put(String path, Path file) throws IOException, InterruptedException {
        return json(send(
                request(path).header("Content-Type", "application/octet-stream").PUT(BodyPublishers.ofFile(file))));
    }

    /// Follows a stream of events.
    ///
    /// @throws SpecException if the coordinator says that what was asked is wrong
    /// @throws ServiceException if it does not answer
    public Events events(String path) throws InterruptedException {
        try {
            HttpResponse<Stream<String>> response =
                    http.send(request(path).timeout(Duration.ofDays(365)).build(), BodyHandlers.ofLines());
            if (response.statusCode() >= 400) {
                String body = response.body().collect(Collectors.joining());
                throw refusal(response.statusCode(), body);
            }
            return new Events(response.body());
        } catch (IOException e) {
            throw silence(e);
        }
    }

    /// Address of the web page of a run.
    public String page(String run) {
        return base + "/#/runs/" + encoded(run);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).timeout(LIMIT);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private String send(HttpRequest.Builder request) throws InterruptedException {
        return body(response(request));
    }

    private HttpResponse<String> response(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw silence(e);
        }
    }

    private ServiceException silence(IOException cause) {
        return new ServiceException(
                cause instanceof ConnectException
                        ? "no coordinator answers at %s: is one running there, or is --coordinator another?"
                                .formatted(base)
                        : "the coordinator at %s does not answer: %s".formatted(base, cause.getMessage()));
    }

    private String body(HttpResponse<String> response) {
        if (response.statusCode() < 400) {
            return response.body();
        }
        throw refusal(response.statusCode(), response.body());
    }

    private RuntimeException refusal(int status, String body) {
        String detail = detail(body).orElse("the coordinator at %s answers %d".formatted(base, status));
        return status < 500 ? new SpecException(detail) : new ServiceException(detail);
    }

    private static Optional<String> detail(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body).path("detail").textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ServiceException("what answers at %s is no coordinator".formatted(base));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
