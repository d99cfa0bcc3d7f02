package dev.evoka.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evoka.contract.LoginBroker;
import dev.evoka.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;

/// A broker that talks TLS only and wants a login, and a registry that wants to know who asks.
final class SecureCluster implements AutoCloseable {

    /// What must be seen nowhere.
    static final List<String> SECRETS =
            List.of("scram-secret-1", "store-secret-2", "basic-secret-3", "bearer-secret-4", "operator-secret-5");

    private static final String SCRAM = SECRETS.get(0);
    private static final String STORE = SECRETS.get(1);
    private static final String BASIC = SECRETS.get(2);
    private static final String BEARER = SECRETS.get(3);

    private final Path folder;
    private final LoginBroker broker;
    private final EmbeddedRegistry registry;
    private final HttpServer guard;
    private final HttpClient http = HttpClient.newHttpClient();

    SecureCluster(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder);
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                "key.p12");
        keytool("-exportcert", "-rfc", "-file", "certificate.pem", "-keystore", "key.p12");
        keytool("-importcert", "-noprompt", "-file", "certificate.pem", "-keystore", "trust.p12");
        broker = new LoginBroker(
                folder.resolve("log"),
                "SASL_SSL",
                List.of("SCRAM-SHA-512=[name=evoka,password=%s]".formatted(SCRAM)),
                settings());
        registry = new EmbeddedRegistry(broker.inside(), 0);
        guard = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        guard.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        guard.createContext("/", this::pass);
        guard.start();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-alias",
                "evoka",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE));
        command.addAll(1, List.of(arguments[0]));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "listener.name.clients.sasl.enabled.mechanisms",
                "SCRAM-SHA-512,OAUTHBEARER",
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "listener.name.clients.oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                "ssl.keystore.location",
                folder.resolve("key.p12").toString(),
                "ssl.keystore.password",
                STORE);
    }

    /// Passes on what comes with a login.
    private void pass(HttpExchange exchange) throws IOException {
        String basic = Base64.getEncoder().encodeToString(("evoka:" + BASIC).getBytes(StandardCharsets.UTF_8));
        String login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        try (exchange) {
            if (!List.of("Basic " + basic, "Bearer " + BEARER).contains(login)) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(registry.url() + exchange.getRequestURI().getRawPath()))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Properties client() {
        Properties client = new Properties();
        client.put("bootstrap.servers", broker.bootstrapServers());
        client.put(
                "schema.registry.url", "http://localhost:" + guard.getAddress().getPort());
        client.put("security.protocol", "SASL_SSL");
        client.put("ssl.truststore.location", folder.resolve("trust.p12").toString());
        client.put("ssl.truststore.password", STORE);
        return client;
    }

    /// Properties of a client that logs in with name and password.
    Properties scram(String password) {
        Properties client = client();
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"evoka\" password=\"%s\";"
                        .formatted(password));
        client.put("basic.auth.credentials.source", "USER_INFO");
        client.put("basic.auth.user.info", "evoka:" + BASIC);
        return client;
    }

    Properties scram() {
        return scram(SCRAM);
    }

    /// Properties of a client that logs in with a token.
    Properties bearer() {
        Properties client = client();
        client.put("sasl.mechanism", "OAUTHBEARER");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"evoka\";");
        client.put("bearer.auth.credentials.source", "STATIC_TOKEN");
        client.put("bearer.auth.token", BEARER);
        return client;
    }

    /// File with key and certificate of `localhost`.
    Path keystore() {
        return folder.resolve("key.p12");
    }

    /// File with the certificate to trust.
    Path truststore() {
        return folder.resolve("trust.p12");
    }

    /// Password of both.
    String storePassword() {
        return STORE;
    }

    @Override
    public void close() {
        guard.stop(0);
        registry.close();
        http.close();
        broker.close();
    }
}
