package dev.evoka.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.kubernetes.Manifests.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in `deploy/kubernetes` is what Kubernetes and Strimzi's operator know, and its parts fit together.
class ManifestsTest {

    private static final String LABEL = "/metadata/labels/app.kubernetes.io~1name";

    static List<Manifest> modelled() {
        return Manifests.all().stream().filter(Manifests::modelled).toList();
    }

    static List<Manifest> workloads() {
        return Stream.of("Deployment", "StatefulSet")
                .flatMap(kind -> Manifests.of(kind).stream())
                .toList();
    }

    private static JsonNode container(Manifest workload) {
        return workload.content().at("/spec/template/spec/containers/0");
    }

    @ParameterizedTest
    @MethodSource("modelled")
    void hasNoFieldThatItsKindDoesNotHave(Manifest manifest) throws JsonProcessingException {
        assertThat(Manifests.read(manifest.content()).getMetadata().getName()).isNotBlank();
    }

    @Test
    void theRestIsOfTwoKinds() {
        assertThat(Manifests.all())
                .filteredOn(each -> !Manifests.modelled(each))
                .extracting(Manifest::kind)
                .containsExactly("ScaledObject", "Kustomization");
    }

    @Test
    void kedaTellsTheAutoscalerWhatThatKnows() throws JsonProcessingException {
        Manifest scaled = Manifests.of("ScaledObject").getFirst();
        assertThat(Manifests.behavior(scaled.content()).getScaleDown().getStabilizationWindowSeconds())
                .isEqualTo(120);
        assertThat(Manifests.of("Deployment"))
                .extracting(each -> each.content().at("/metadata/name"))
                .contains(scaled.content().at("/spec/scaleTargetRef/name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metadata",
                "/spec",
                "/spec/template/spec",
                "/spec/template/spec/containers/0",
                "/spec/template/spec/containers/0/env/1/valueFrom/configMapKeyRef",
                "/spec/template/spec/containers/0/livenessProbe/httpGet",
                "/spec/template/spec/containers/0/securityContext/capabilities",
                "/spec/template/spec/volumes/0/emptyDir"
            })
    void aWrongFieldIsFound(String place) {
        JsonNode deployment = Manifests.of("StatefulSet").getFirst().content();
        ((ObjectNode) deployment.at(place)).put("wrong", 1);
        assertThatExceptionOfType(UnrecognizedPropertyException.class)
                .isThrownBy(() -> Manifests.read(deployment))
                .withMessageContaining("\"wrong\"");
    }

    @Test
    void aWrongFieldOfATopicIsFound() {
        JsonNode topic = Manifests.of("KafkaTopic").getFirst().content();
        ((ObjectNode) topic.path("spec")).put("partition", 4);
        assertThatExceptionOfType(UnrecognizedPropertyException.class).isThrownBy(() -> Manifests.read(topic));
    }

    @Test
    void aWrongTypeIsFound() {
        JsonNode set = Manifests.of("StatefulSet").getFirst().content();
        ((ObjectNode) set.path("spec")).put("replicas", "many");
        assertThatExceptionOfType(InvalidFormatException.class).isThrownBy(() -> Manifests.read(set));
    }

    @Test
    void anOldVersionIsFound() {
        JsonNode topic = Manifests.of("KafkaTopic").getFirst().content();
        ((ObjectNode) topic).put("apiVersion", "kafka.strimzi.io/v1beta2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Manifests.read(topic))
                .withMessageStartingWith("apiVersion must be kafka.strimzi.io/v1 but is");
    }

    @Test
    void theKustomizationNamesAllFiles() throws IOException {
        Manifest kustomization = Manifests.of("Kustomization").getFirst();
        try (Stream<Path> files = Files.list(Manifests.FOLDER)) {
            assertThat(kustomization.content().path("resources"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(each -> each.getFileName().toString())
                                    .filter(each -> !each.equals(kustomization.file()))
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void aWorkloadFindsWhatItNames(Manifest workload) {
        JsonNode kustomization = Manifests.of("Kustomization").getFirst().content();
        JsonNode container = container(workload);
        assertThat(kustomization.path("images"))
                .extracting(each -> each.path("name"))
                .contains(container.path("image"));
        JsonNode generated = kustomization.path("configMapGenerator").get(0);
        List<JsonNode> keys = container.findValues("configMapKeyRef");
        assertThat(keys).hasSize(2).allSatisfy(key -> {
            assertThat(key.path("name")).isEqualTo(generated.path("name"));
            assertThat(generated.path("literals"))
                    .anyMatch(literal ->
                            literal.asText().startsWith(key.path("key").asText() + "="));
        });
        assertThat(container.findValues("httpGet"))
                .hasSize(3)
                .allSatisfy(probe -> assertThat(container.path("ports"))
                        .extracting(port -> port.path("name"))
                        .contains(probe.path("port")));
        assertThat(container.path("volumeMounts"))
                .extracting(each -> each.path("name"))
                .containsExactlyElementsOf(
                        workload.content().at("/spec/template/spec/volumes").findValues("name"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void selectorsFindTheirPods(Manifest workload) {
        JsonNode label = workload.content().at("/spec/template" + LABEL);
        assertThat(label.asText())
                .isEqualTo(workload.content().at("/metadata/name").asText());
        assertThat(workload.content().at("/spec/selector/matchLabels/app.kubernetes.io~1name"))
                .isEqualTo(label);
        for (String kind : List.of("PodDisruptionBudget", "NetworkPolicy")) {
            String selector = kind.equals("NetworkPolicy") ? "podSelector" : "selector";
            assertThat(Manifests.of(kind))
                    .as(kind)
                    .extracting(each ->
                            each.content().at("/spec/%s/matchLabels/app.kubernetes.io~1name".formatted(selector)))
                    .containsOnlyOnce(label);
        }
    }
}
