package dev.evoka.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.registry.SchemaCheck;
import dev.evoka.registry.server.EmbeddedRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded registry keeps what it knows in the broker's folder.
class RegistryRestartIT {

    private static final List<String> QUESTIONS = List.of(
            "/subjects",
            "/subjects?deleted=true",
            "/subjects/evoka.runs-value/versions/latest",
            "/schemas/ids/1",
            "/schemas/ids/3/versions",
            "/config",
            "/config/evoka.best-value",
            "/mode");

    @TempDir
    Path folder;

    private static String ask(EmbeddedRegistry registry, String method, String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static List<String> answers(EmbeddedRegistry registry) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String each : QUESTIONS) {
            answers.add(ask(registry, "GET", each, ""));
        }
        return answers;
    }

    private static int id(String answer) {
        assertThat(answer).matches("\\{\"id\":\\d+}");
        return Integer.parseInt(answer.replaceAll("\\D", ""));
    }

    @Test
    void everythingIsThereAfterARestartOfTheBroker() throws Exception {
        List<String> before;
        int newest;
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0)) {
                SchemaCheck.ensure(Map.of("schema.registry.url", registry.url()));
                newest = id(ask(registry, "POST", "/subjects/x-value/versions", "{\"schema\": \"\\\"string\\\"\"}"));
                ask(registry, "DELETE", "/subjects/x-value", "");
                ask(registry, "PUT", "/config", "{\"compatibility\": \"FULL\"}");
                ask(registry, "PUT", "/config/evoka.best-value", "{\"compatibility\": \"NONE\"}");
                before = answers(registry);
            }
        }
        assertThat(before.get(0)).contains("evoka.progress-value").doesNotContain("x-value\"]");
        assertThat(before.get(1)).contains("\"x-value\"");
        assertThat(before.get(5)).contains("FULL");
        try (EmbeddedBroker broker = new EmbeddedBroker(folder, 0)) {
            broker.start();
            try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0)) {
                assertThat(answers(registry)).isEqualTo(before);
                SchemaCheck.ensure(Map.of("schema.registry.url", registry.url()));
                assertThat(answers(registry)).isEqualTo(before);
                assertThat(id(ask(registry, "POST", "/subjects/y-value/versions", "{\"schema\": \"\\\"long\\\"\"}")))
                        .isEqualTo(newest + 1);
            }
        }
    }
}
