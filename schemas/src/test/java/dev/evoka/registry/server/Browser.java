package dev.evoka.registry.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Supplier;

/// Speaks HTTP to a registry as any client would.
///
/// @param url where it is now
record Browser(Supplier<String> url, HttpClient http) {

    Browser(Supplier<String> url) {
        this(url, HttpClient.newHttpClient());
    }

    /// Status and body, as `200 {…}`.
    String ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.get() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    String get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "");
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return ask("POST", path, body);
    }

    String put(String path, String body) throws IOException, InterruptedException {
        return ask("PUT", path, body);
    }

    String delete(String path) throws IOException, InterruptedException {
        return ask("DELETE", path, "");
    }
}
