package dev.evoka.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.cli.Evoka;
import dev.evoka.cli.Typist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// `evoka standalone`, a process of its own, and a client of it.
final class Standalone implements AutoCloseable {

    private static final String PORT = "--http-port";
    private static final String UP = "evoka is up: ";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Process process;
    private final String url;
    private String places = "";

    Standalone(Path data, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Evoka.class.getName(),
                "standalone",
                "--data-dir",
                data.toString()));
        command.addAll(List.of(more));
        if (!command.contains(PORT)) {
            command.addAll(List.of(PORT, "0"));
        }
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().start(this::read);
        url = awaitUp();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("killed: " + e.getMessage());
        }
    }

    private String awaitUp() throws InterruptedException {
        List<String> before = new ArrayList<>();
        while (true) {
            String line = lines.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("not up: " + before);
            }
            if (line.startsWith(UP)) {
                return line.substring(UP.length());
            }
            before.add(line);
        }
    }

    /// The line after the first: where Kafka and the registry are.
    ///
    /// @param name what stands before the address
    String address(String name) throws InterruptedException {
        if (places.isEmpty()) {
            places = String.valueOf(lines.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        return places.replaceFirst(".*" + name + " ([^ ,]+).*", "$1");
    }

    /// Address of service and page.
    String url() {
        return url;
    }

    /// Types a command that asks this service.
    ///
    /// @param code exit code that it must have
    /// @return what it wrote, errors included
    String evoka(int code, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--coordinator", url));
        return Typist.type(code, command.toArray(String[]::new));
    }

    /// An answer.
    ///
    /// @param body the body, if it is JSON
    record Answer(int status, JsonNode body, String text) {}

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).POST(BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(
                    response.statusCode(),
                    type.contains("json") ? json.readTree(response.body()) : json.nullNode(),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Submits a spec.
    ///
    /// @return identifier of the run
    String submit(String spec) {
        Answer answer = post("/api/v1/runs", spec);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.body().path("id").asText();
    }

    JsonNode run(String id) {
        return get("/api/v1/runs/" + id).body();
    }

    /// Waits until a run is as it should be. Waiting has no end of its own but the test's.
    JsonNode await(String id, Predicate<JsonNode> wanted) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        JsonNode run = run(id);
        while (!wanted.test(run)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(run);
            }
            TimeUnit.MILLISECONDS.sleep(50);
            run = run(id);
        }
        return run;
    }

    JsonNode awaitState(String id, String state) throws InterruptedException {
        return await(id, run -> run.path("state").asText().equals(state));
    }

    /// Kills the process, as a power failure would.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
