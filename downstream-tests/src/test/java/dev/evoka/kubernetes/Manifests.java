package dev.evoka.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The manifests of `deploy/kubernetes`, read by the Java models that are generated from the schemas of Kubernetes and
/// of
/// Strimzi's operator. A field that a model does not have is an error.
final class Manifests {

    static final Path FOLDER = Path.of("../deploy/kubernetes");

    /// What a file says of one object.
    ///
    /// @param file name of the file
    record Manifest(String file, JsonNode content) {

        String kind() {
            return content.path("kind").asText();
        }

        @Override
        public String toString() {
            return "%s %s".formatted(kind(), content.at("/metadata/name").asText());
        }
    }

    private static final Map<String, Class<? extends HasMetadata>> MODELS = Map.of(
            "Namespace", Namespace.class,
            "Service", Service.class,
            "Deployment", Deployment.class,
            "StatefulSet", StatefulSet.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "NetworkPolicy", NetworkPolicy.class,
            "KafkaTopic", KafkaTopic.class);

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                // The models keep unknown fields, for clients that are older than their cluster.
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }

                @Override
                public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated type) {
                    return JsonIgnoreProperties.Value.empty();
                }
            });

    private Manifests() {}

    /// All objects of all files.
    static List<Manifest> all() {
        List<Manifest> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                try (MappingIterator<JsonNode> documents =
                        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
                    documents.forEachRemaining(each ->
                            manifests.add(new Manifest(file.getFileName().toString(), each)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return manifests;
    }

    /// The objects of a kind.
    static List<Manifest> of(String kind) {
        return all().stream().filter(each -> each.kind().equals(kind)).toList();
    }

    /// True if there is a model of a manifest's kind.
    static boolean modelled(Manifest manifest) {
        return MODELS.containsKey(manifest.kind());
    }

    /// Reads a manifest.
    ///
    /// @throws JsonProcessingException if there is a field, a type or a version that its kind does not have
    static HasMetadata read(JsonNode content) throws JsonProcessingException {
        Class<? extends HasMetadata> model = MODELS.get(content.path("kind").asText());
        if (model == null) {
            throw new IllegalArgumentException("no model of " + content.path("kind"));
        }
        String version = HasMetadata.getApiVersion(model);
        if (!content.path("apiVersion").asText().equals(version)) {
            throw new IllegalArgumentException(
                    "apiVersion must be %s but is %s".formatted(version, content.path("apiVersion")));
        }
        return STRICT.treeToValue(content, model);
    }

    /// Reads how a KEDA `ScaledObject` wants Kubernetes' own autoscaler to behave.
    static HorizontalPodAutoscalerBehavior behavior(JsonNode scaledObject) throws JsonProcessingException {
        return STRICT.treeToValue(
                scaledObject.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior"),
                HorizontalPodAutoscalerBehavior.class);
    }
}
