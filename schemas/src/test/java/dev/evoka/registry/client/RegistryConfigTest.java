package dev.evoka.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.spec.SpecException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every key of the client: absent, given, wrong.
class RegistryConfigTest {

    private static RegistryConfig of(Map<String, ?> settings) {
        return RegistryConfig.of(new Settings(settings));
    }

    private static void refuses(String message, Map<String, ?> settings) {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> of(settings))
                .withMessage(message);
    }

    @Test
    void theAddressAloneIsEnough() {
        assertThat(of(Map.of("schema.registry.url", "http://registry:8081/")))
                .isEqualTo(new RegistryConfig(
                        List.of(new Endpoint(URI.create("http://registry:8081"), "")),
                        new Tls(Map.of()),
                        new Patience(
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(10),
                                3,
                                Duration.ofMillis(100),
                                Duration.ofSeconds(2))));
    }

    @Test
    void takesEveryKey() {
        RegistryConfig config = of(Map.of(
                "schema.registry.url", "http://a:1/x/, https://user:p%40ss@b:2",
                "schema.registry.ssl.truststore.location", "/t",
                "http.connect.timeout.ms", 1,
                "http.read.timeout.ms", "2",
                "max.retries", "4",
                "retries.wait.ms", "5",
                "retries.max.wait.ms", "6"));
        assertThat(config.endpoints())
                .containsExactly(
                        new Endpoint(URI.create("http://a:1/x"), ""),
                        new Endpoint(URI.create("https://b:2"), "Basic dXNlcjpwQHNz"));
        assertThat(config.tls()).isEqualTo(new Tls(Map.of("truststore.location", "/t")));
        assertThat(config.patience())
                .isEqualTo(new Patience(
                        Duration.ofMillis(1), Duration.ofMillis(2), 4, Duration.ofMillis(5), Duration.ofMillis(6)));
    }

    @Test
    void refusesWhatIsNoAddress() {
        refuses("schema.registry.url is missing: give the registry's address, like http://localhost:8081", Map.of());
        for (String wrong : List.of("localhost:8081", "registry", "mock://x", "http:/x", "http://a b")) {
            refuses(
                    "schema.registry.url must be an address like http://localhost:8081 but was " + wrong,
                    Map.of("schema.registry.url", wrong));
        }
    }

    @Test
    void refusesNumbersThatAreNone() {
        refuses(
                "max.retries must be a whole number but was many",
                Map.of("schema.registry.url", "http://a", "max.retries", "many"));
        refuses(
                "http.read.timeout.ms must be ≥ 1 but was 0",
                Map.of("schema.registry.url", "http://a", "http.read.timeout.ms", "0"));
    }

    @Test
    void refusesToLeaveHostNamesUnchecked() {
        refuses(
                "schema.registry.ssl.endpoint.identification.algorithm must be https but was '': give the registry a certificate for the host name in schema.registry.url",
                Map.of(
                        "schema.registry.url",
                        "https://a",
                        "schema.registry.ssl.endpoint.identification.algorithm",
                        ""));
    }
}
