package dev.evoka.benchmarks;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.coordinator.control.ObjectiveKnowledge;
import dev.evoka.coordinator.http.ApiConfig;
import dev.evoka.coordinator.http.ApiService;
import dev.evoka.registry.server.EmbeddedRegistry;
import dev.evoka.topics.TopicCreator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/// What the page waits for: 1,000 stored runs of 1,000 generations, one of 100,000, and 50 that go on with 10,000
/// progress records a second together, one of them after its first 100,000. Then the page itself, in a browser. With an
/// argument it stays up for so many seconds, for a browser to look at.
final class PageLoad {

    private static final int STORED = 1_000;
    private static final int LONG = 100_000;
    private static final int RUNNING = 50;
    private static final int RATE = 10_000;
    private static final int REQUESTS = 1_000;
    private static final int STREAM_SECONDS = 5;

    private PageLoad() {}

    static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("evoka-page");
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0)) {
                Map<String, Object> client =
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "schema.registry.url", registry.url());
                try (Admin admin = Admin.create(client)) {
                    TopicCreator.ensure(admin, 16);
                }
                measure(client, folder, arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0);
            }
        }
    }

    private static void measure(Map<String, Object> client, Path folder, int seconds) throws Exception {
        try (StoredRuns stored = new StoredRuns(client)) {
            for (int i = 0; i < STORED; i++) {
                stored.write("stored-%04d".formatted(i), 1_000, "finished");
            }
            stored.write("long", LONG, "finished");
            for (int i = 0; i < RUNNING; i++) {
                stored.write("running-%02d".formatted(i), i == 0 ? LONG : 1_000, "running");
            }
            stored.flush();
            ApiConfig config = ApiConfig.onLoopback(client, folder);
            try (ApiService service =
                    new ApiService(config, ObjectiveKnowledge.none("a benchmark"), List.of(), Optional::empty)) {
                long began = System.nanoTime();
                service.start();
                String url = "http://localhost:" + service.port();
                awaitReady(url);
                System.out.printf(
                        Locale.ROOT,
                        "ready %.1f s after the start, %d progress records read%n%n",
                        (System.nanoTime() - began) / 1e9,
                        stored.records());
                stored.goOn(RUNNING, RATE);
                table(url);
                PageTimes.table(url, List.of("#/", "#/runs/running-00", "#/runs/running-07"));
                if (seconds > 0) {
                    System.out.println(url);
                    TimeUnit.SECONDS.sleep(seconds);
                }
            }
        }
    }

    private static void awaitReady(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready =
                    HttpRequest.newBuilder(URI.create(url + "/readyz")).build();
            while (http.send(ready, BodyHandlers.discarding()).statusCode() != 200) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static void table(String url) throws Exception {
        System.out.println("| what | median, ms | 99 %, ms | kB | goal, ms |");
        System.out.println("|---|---|---|---|---|");
        line(url, "list of 100 runs", "/api/v1/runs", 100);
        line(url, "list of all 1,051 runs", "/api/v1/runs?limit=10000", 100);
        line(url, "a stored run", "/api/v1/runs/stored-0500", 200);
        line(url, "its course", "/api/v1/runs/stored-0500/generations", 200);
        line(url, "course of 100,000 generations", "/api/v1/runs/long/generations", 200);
        line(url, "a thousandth of them in full", "/api/v1/runs/long/generations?from=50000&to=50100", 200);
        line(url, "a running run", "/api/v1/runs/running-07", 200);
        line(url, "its best parameters", "/api/v1/runs/running-07/best", 200);
        line(url, "metrics", "/metrics", 200);
        System.out.println();
        stream(url, "/api/v1/events");
        stream(url, "/api/v1/runs/running-07/events");
    }

    private static void line(String url, String what, String path, int goal) throws Exception {
        List<Double> milliseconds = new ArrayList<>();
        int bytes = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Accept-Encoding", "gzip")
                    .build();
            for (int i = 0; i < REQUESTS + 50; i++) {
                long began = System.nanoTime();
                bytes = http.send(request, BodyHandlers.ofByteArray()).body().length;
                if (i >= 50) {
                    milliseconds.add((System.nanoTime() - began) / 1e6);
                }
            }
        }
        List<Double> sorted = milliseconds.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %d |%n",
                what,
                Median.of(sorted),
                sorted.get(Math.ceilDiv(sorted.size() * 99, 100) - 1),
                bytes / 1e3,
                goal);
    }

    /// What a stream sends while 10,000 records a second come.
    private static void stream(String url, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream body = http.send(
                                HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofInputStream())
                        .body()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STREAM_SECONDS);
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            long events = 0;
            while (System.nanoTime() < end) {
                int read = body.read(buffer);
                for (int i = 0; i + 1 < read; i++) {
                    events += buffer[i] == '\n' && buffer[i + 1] == '\n' ? 1 : 0;
                }
                bytes += read;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f events/s, %.1f kB/s%n",
                    path,
                    (double) events / STREAM_SECONDS,
                    bytes / 1e3 / STREAM_SECONDS);
        }
    }
}
