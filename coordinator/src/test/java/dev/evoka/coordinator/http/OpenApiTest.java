package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.evoka.coordinator.control.ObjectiveKnowledge;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document describes what is really there.
class OpenApiTest {

    @TempDir
    Path folder;

    private static JsonNode document() throws Exception {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/dev/evoka/coordinator/page/openapi.yaml")) {
            return new YAMLMapper().readTree(in);
        }
    }

    /// Clients connect when they are used: there is no broker here.
    private List<String> served() throws Exception {
        ApiConfig config = ApiConfig.onLoopback(
                Map.of("bootstrap.servers", "localhost:1", "schema.registry.url", "http://localhost:1"), folder);
        try (ApiService service =
                new ApiService(config, ObjectiveKnowledge.none("a test"), List.of(), Optional::empty)) {
            return service.routes().stream()
                    .filter(route ->
                            !PageRoutes.routes().contains(route) || route.path().equals(List.of("openapi.yaml")))
                    .map(route -> route.method() + " /" + String.join("/", route.path()))
                    .filter(route -> !route.matches("GET /([a-z/A-Z.]+[.](js|css|html|svg|txt))?"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void describesAllRoutesAndNoOthers() throws Exception {
        List<String> described = new ArrayList<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getKey().equals("parameters")) {
                        described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(described).containsExactlyInAnyOrderElementsOf(served());
    }

    @Test
    void everyReferenceLeadsSomewhere() throws Exception {
        JsonNode document = document();
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyOperationHasANameOfItsOwnAndSaysWhatItDoes() throws Exception {
        JsonNode paths = document().path("paths");
        List<String> names = paths.findValuesAsText("operationId");
        assertThat(names).doesNotHaveDuplicates().hasSize(served().size());
        assertThat(paths.findValues("summary")).hasSize(names.size());
    }
}
