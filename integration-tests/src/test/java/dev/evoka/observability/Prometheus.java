package dev.evoka.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.evoka.faults.Cluster;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A Prometheus of its own, which reads processes of this machine under the names of the shipped jobs.
final class Prometheus implements AutoCloseable {

    private static final Path SHIPPED = Path.of("../deploy/observability/prometheus.yml");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Cluster.freePort();
    private final Process process;

    /// A value at the moment, and what it is the value of.
    record Sample(Map<String, String> labels, double value) {}

    /// @param folder for its configuration, data and log
    /// @param targets by the name of the job, which the shipped configuration has to have: ports of this machine
    Prometheus(Path folder, Map<String, List<Integer>> targets) throws IOException {
        List<Map<String, Object>> jobs = new ArrayList<>();
        for (JsonNode job : YAML.readTree(SHIPPED.toFile()).path("scrape_configs")) {
            String name = job.path("job_name").asText();
            List<Integer> ports = targets.get(name);
            if (ports == null) {
                throw new IllegalArgumentException("no ports for the shipped job " + name);
            }
            List<String> addresses =
                    ports.stream().map(each -> "localhost:" + each).toList();
            jobs.add(Map.of("job_name", name, "static_configs", List.of(Map.of("targets", addresses))));
        }
        Path config = folder.resolve("prometheus.yml");
        YAML.writeValue(config.toFile(), Map.of("global", Map.of("scrape_interval", "1s"), "scrape_configs", jobs));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=localhost:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /// True if the program is on the path.
    static boolean installed() throws InterruptedException {
        try {
            return run("prometheus", "--version").code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// What a program said.
    record Output(int code, String text) {}

    /// What Prometheus' own check says of the shipped configuration.
    static Output checkShipped() throws IOException, InterruptedException {
        return run("promtool", "check", "config", "--syntax-only", SHIPPED.toString());
    }

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    /// The answer to a query.
    ///
    /// @return no sample if nothing was found, or it does not answer yet
    /// @throws IllegalArgumentException if it does not understand the query
    List<Sample> query(String query) throws InterruptedException {
        URI uri = URI.create("http://localhost:%d/api/v1/query?query=%s"
                .formatted(port, URLEncoder.encode(query, StandardCharsets.UTF_8)));
        JsonNode answer;
        try {
            answer = new ObjectMapper()
                    .readTree(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            return List.of();
        }
        if (answer.path("errorType").asText().equals("bad_data")) {
            throw new IllegalArgumentException(answer.toString());
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode each : answer.at("/data/result")) {
            Map<String, String> labels = new TreeMap<>();
            each.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(
                    new Sample(labels, Double.parseDouble(each.at("/value/1").asText())));
        }
        return samples;
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
