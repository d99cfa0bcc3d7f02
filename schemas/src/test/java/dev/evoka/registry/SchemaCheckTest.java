package dev.evoka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.registry.client.RegistryClient;
import dev.evoka.registry.client.Settings;
import dev.evoka.registry.server.MemoryRegistry;
import dev.evoka.spec.SpecException;
import dev.evoka.topics.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A service whose schemas are of another major version than those of the cluster does not begin.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SchemaCheckTest {

    private static final String SUBJECT = Topic.CANDIDATES.topicName() + "-value";

    /// A block as another major version may have it: the generation is a text, and there is a run no more.
    private static final Schema OTHER = new Schema.Parser().parse("""
            {"type": "record", "name": "CandidateBlock", "namespace": "dev.evoka.schemas", "fields": [
                {"name": "generation", "type": "string"}]}""");

    private MemoryRegistry registry;
    private Map<String, Object> settings;

    @BeforeEach
    void open() throws Exception {
        registry = new MemoryRegistry();
        settings = Map.of("schema.registry.url", registry.url(), "max.retries", 0);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private RegistryClient client() {
        return new RegistryClient(new Settings(settings));
    }

    private void isRefused(int version) {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> SchemaCheck.ensure(settings))
                .withMessageStartingWith("this Evoka cannot read version %d of the schema %s in the registry ("
                        .formatted(version, SUBJECT))
                .withMessageContainingAll("/fields/", "another major version of Evoka", "run the same version");
    }

    @Test
    void oneThatIsOlderThanTheClusterIsRefused() throws Exception {
        SchemaCheck.ensure(settings);
        try (HttpClient http = HttpClient.newHttpClient()) { // who goes over to a new major version allows it so
            HttpRequest anything = HttpRequest.newBuilder(URI.create(registry.url() + "/config/" + SUBJECT))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .PUT(BodyPublishers.ofString("{\"compatibility\": \"NONE\"}"))
                    .build();
            assertThat(http.send(anything, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        client().register(SUBJECT, OTHER);
        isRefused(2);
    }

    @Test
    void oneThatIsNewerThanTheClusterIsRefused() {
        client().register(SUBJECT, OTHER);
        isRefused(1);
        assertThat(client().latest(SUBJECT).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void oneOfTheSameVersionIsWelcomeAgainAndAgain() {
        SchemaCheck.ensure(settings);
        SchemaCheck.ensure(settings);
        assertThat(client().latest(SUBJECT).orElseThrow().version()).isEqualTo(1);
    }
}
