package dev.evoka.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The client against HTTPS servers, with keys made for the test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class TlsTest {

    private static final String TRUST = "schema.registry.ssl.truststore.";
    private static final String KEY = "schema.registry.ssl.keystore.";

    @TempDir
    static Path folder;

    private KeyStores stores;
    private Path clientKey;
    private StubServer open;
    private StubServer mutual;
    private StubServer misnamed;

    @BeforeAll
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        stores = new KeyStores(folder);
        Path serverKey = stores.key("server", "localhost");
        clientKey = stores.key("client", "client");
        Path trusted = stores.trust("client", "PKCS12");
        open = StubServer.https(stores.server(serverKey, trusted), false);
        mutual = StubServer.https(stores.server(serverKey, trusted), true);
        misnamed = StubServer.https(stores.server(stores.key("other", "elsewhere"), trusted), false);
    }

    @AfterAll
    void stop() {
        open.close();
        mutual.close();
        misnamed.close();
    }

    private static void ask(StubServer server, Map<String, String> tls) {
        Map<String, String> settings = new HashMap<>(tls);
        settings.put("schema.registry.url", server.url());
        assertThat(new RegistryClient(new Settings(settings)).schema(1).getName())
                .isEqualTo("string");
    }

    private Map<String, String> trust(String type) throws IOException, InterruptedException {
        return new HashMap<>(Map.of(
                TRUST + "location",
                stores.trust("server", type).toString(),
                TRUST + "password",
                KeyStores.PASSWORD,
                TRUST + "type",
                type));
    }

    private static ThrowableAssertAlternative<RegistryException> noTrust(StubServer server, Map<String, String> tls) {
        int before = server.requests().size();
        ThrowableAssertAlternative<RegistryException> failure = assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> ask(server, tls))
                .withMessageStartingWith("schema registry %s: no trust between it and this client (", server.url())
                .withMessageEndingWith(
                        "): set schema.registry.ssl.truststore.location, and keystore.location if it wants to know its clients");
        assertThat(server.requests()).hasSize(before);
        return failure;
    }

    @Test
    void trustsWhatAStoreOfEitherTypeTrusts() throws IOException, InterruptedException {
        ask(open, trust("PKCS12"));
        ask(open, trust("JKS"));
    }

    @Test
    void trustsAPemFileAndAPemText() throws IOException, InterruptedException {
        Path pem = stores.pem("server");
        ask(open, Map.of(TRUST + "type", "PEM", TRUST + "location", pem.toString()));
        ask(open, Map.of(TRUST + "type", "PEM", TRUST + "certificates", Files.readString(pem)));
    }

    @Test
    void showsWhoItIs() throws IOException, InterruptedException {
        Map<String, String> settings = trust("JKS");
        settings.put(KEY + "location", clientKey.toString());
        settings.put(KEY + "password", KeyStores.PASSWORD);
        settings.put(KEY + "type", "PKCS12");
        ask(mutual, settings);
    }

    @Test
    void showsWhoItIsByPemTexts() throws IOException, InterruptedException, GeneralSecurityException {
        Map<String, String> settings = trust("PKCS12");
        settings.put(KEY + "type", "PEM");
        settings.put(KEY + "key", stores.pemKey("client"));
        settings.put(KEY + "certificate.chain", Files.readString(stores.pem("client")));
        ask(mutual, settings);
    }

    @Test
    void saysThatItDoesNotTrustTheServer() {
        noTrust(open, Map.of());
    }

    @Test
    void saysThatTheServerIsNamedOtherwise() throws IOException, InterruptedException {
        noTrust(
                        misnamed,
                        Map.of(
                                TRUST + "type",
                                "PEM",
                                TRUST + "location",
                                stores.pem("other").toString()))
                .withMessageContaining("localhost");
    }

    @Test
    void saysThatTheServerWantsToKnowItsClients() throws IOException, InterruptedException {
        noTrust(mutual, trust("JKS"));
    }

    @Test
    void saysThatAStoreCannotBeUsed() throws IOException, InterruptedException {
        Map<String, String> settings = trust("JKS");
        settings.put(TRUST + "password", "wrong");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> ask(open, settings))
                .withMessageStartingWith("schema.registry.ssl.* cannot be used: ")
                .withMessageContaining("trust-server.JKS")
                .withMessageEndingWith(": check location, password and type")
                .withMessageNotContaining("wrong");
        settings.put(TRUST + "location", "/no/such/file");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> ask(open, settings))
                .withMessageContaining("/no/such/file");
    }
}
