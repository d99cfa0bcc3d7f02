package dev.evoka.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The credential sources against a server that demands to know who asks.
@SuppressWarnings("NullAway.Init") // JUnit sets the field
class CredentialsTest {

    /// user:secret
    private static final String BASIC = "Basic dXNlcjpzZWNyZXQ=";

    private StubServer server;

    @BeforeEach
    void open() throws IOException {
        server = StubServer.http().demand(BASIC);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static void ask(Map<String, Object> settings) {
        assertThat(new RegistryClient(new Settings(settings)).schema(1).getName())
                .isEqualTo("string");
    }

    private static void refuses(String message, Map<String, Object> settings) {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> new RegistryClient(new Settings(settings)))
                .withMessage(message);
    }

    @Test
    void userAndPasswordAreOfTheirOwn() {
        ask(Map.of(
                "schema.registry.url",
                server.url(),
                "basic.auth.credentials.source",
                "USER_INFO",
                "basic.auth.user.info",
                new Password("user:secret")));
    }

    @Test
    void keysMayHaveConfluentsPrefix() {
        ask(Map.of(
                "schema.registry.url", server.url(),
                "schema.registry.basic.auth.credentials.source", "USER_INFO",
                "schema.registry.basic.auth.user.info", "user:secret"));
    }

    @Test
    void userAndPasswordStandInTheAddress() {
        String url = "http://user:secret@localhost:" + server.port();
        ask(Map.of("schema.registry.url", url));
        ask(Map.of("schema.registry.url", url, "basic.auth.credentials.source", "URL"));
    }

    @Test
    void userAndPasswordAreThoseForKafka() {
        ask(
                Map.of(
                        "schema.registry.url",
                        server.url(),
                        "basic.auth.credentials.source",
                        "SASL_INHERIT",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"user\" password=\"secret\";"));
    }

    @Test
    void tokenIsSent() {
        server.demand("Bearer abc");
        ask(Map.of(
                "schema.registry.url", server.url(),
                "bearer.auth.credentials.source", "STATIC_TOKEN",
                "bearer.auth.token", "abc"));
    }

    @Test
    void saysWhichKeysToSetWhenTheRegistryDemandsThem() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> ask(Map.of("schema.registry.url", server.url())))
                .withMessage(
                        "schema registry %s refuses schema 1: HTTP 401: set basic.auth.credentials.source and basic.auth.user.info, or bearer.auth.credentials.source and bearer.auth.token",
                        server.url())
                .matches(e -> e.code() == 401);
    }

    @Test
    void noMessageShowsThePassword() {
        server.close();
        String url = "http://user:secret@localhost:" + server.port();
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> ask(Map.of("schema.registry.url", url, "max.retries", 0)))
                .withMessageNotContaining("secret");
        RegistryConfig config = RegistryConfig.of(
                new Settings(Map.of("schema.registry.url", url, "schema.registry.ssl.truststore.password", "hidden")));
        assertThat(config.toString()).doesNotContain("secret").doesNotContain("hidden");
        assertThat(new Credentials.Fixed("Basic secret").toString()).doesNotContain("secret");
        refuses(
                "schema.registry.url must be an address like http://localhost:8081 but was ftp://host",
                Map.of("schema.registry.url", "ftp://user:secret@host"));
    }

    @Test
    void refusesWhatIsWithoutEffectOrMissing() {
        String key = "basic.auth.credentials.source";
        refuses(
                "basic.auth.user.info is without effect: set basic.auth.credentials.source=USER_INFO",
                Map.of("schema.registry.url", server.url(), "basic.auth.user.info", "user:secret"));
        refuses(
                "basic.auth.user.info is missing: give user:password",
                Map.of("schema.registry.url", server.url(), key, "USER_INFO"));
        refuses(
                "basic.auth.user.info has no colon: give user:password",
                Map.of("schema.registry.url", server.url(), key, "USER_INFO", "basic.auth.user.info", "secret"));
        refuses(
                "basic.auth.credentials.source must be URL, USER_INFO or SASL_INHERIT but was KERBEROS",
                Map.of("schema.registry.url", server.url(), key, "KERBEROS"));
        refuses(
                "basic.auth.credentials.source=SASL_INHERIT needs a user name and a password in sasl.jaas.config: set it, or give basic.auth.credentials.source=USER_INFO and basic.auth.user.info",
                Map.of("schema.registry.url", server.url(), key, "SASL_INHERIT"));
        refuses(
                "bearer.auth.token is without effect: set bearer.auth.credentials.source=STATIC_TOKEN",
                Map.of("schema.registry.url", server.url(), "bearer.auth.token", "abc"));
        refuses(
                "bearer.auth.token is missing: give the token",
                Map.of("schema.registry.url", server.url(), "bearer.auth.credentials.source", "STATIC_TOKEN"));
        refuses(
                "bearer.auth.credentials.source must be STATIC_TOKEN but was OAUTHBEARER",
                Map.of("schema.registry.url", server.url(), "bearer.auth.credentials.source", "OAUTHBEARER"));
        refuses(
                "basic.auth.credentials.source and bearer.auth.credentials.source exclude each other: set one",
                Map.of(
                        "schema.registry.url",
                        server.url(),
                        key,
                        "URL",
                        "bearer.auth.credentials.source",
                        "STATIC_TOKEN"));
    }
}
