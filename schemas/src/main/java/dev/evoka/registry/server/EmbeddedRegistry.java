package dev.evoka.registry.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evoka.registry.server.SchemaStore.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.SchemaParseException;

/// A schema registry on loopback with the part of Confluent's REST API that public clients use to write and read.
public final class EmbeddedRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Refusal(int status, int code, String message) {}

    private static final class Refused extends RuntimeException {
        private final transient Refusal refusal;

        Refused(int status, int code, String message) {
            super(message);
            this.refusal = new Refusal(status, code, message);
        }
    }

    private final SchemaStore store = new SchemaStore();
    private final SchemaLog log;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("registry-", 0).daemon().factory());

    /// @param port port to listen on; 0 = any free one
    public EmbeddedRegistry(String bootstrapServers, int port) throws IOException, InterruptedException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        log = new SchemaLog(bootstrapServers, store::add);
        server.createContext("/", this::exchange);
        server.setExecutor(threads);
        server.start();
    }

    /// Address for `schema.registry.url`.
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        int status = 200;
        JsonNode answer;
        try {
            answer = answer(exchange);
        } catch (Refused e) {
            status = e.refusal.status();
            answer = error(e.refusal.code(), e.refusal.message());
        } catch (SchemaParseException | JsonProcessingException e) {
            status = 422;
            answer = error(42201, "Invalid schema: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 500;
            answer = error(50001, "closing");
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static ObjectNode error(int code, String message) {
        return JSON.createObjectNode().put("error_code", code).put("message", message);
    }

    private JsonNode answer(HttpExchange exchange) throws IOException, InterruptedException {
        List<String> path = List.of(
                exchange.getRequestURI().getRawPath().replaceFirst("^/", "").split("/", -1));
        boolean post = exchange.getRequestMethod().equals("POST");
        return switch (path.getFirst()) {
            case "subjects" -> post ? write(path, exchange) : read(path);
            case "schemas" -> schemas(path);
            case "config" -> JSON.createObjectNode().put("compatibilityLevel", "BACKWARD");
            case "mode" -> JSON.createObjectNode().put("mode", "READWRITE");
            case "compatibility" -> compatibility(path, exchange);
            case "" -> JSON.createObjectNode();
            default -> throw new Refused(404, 404, "HTTP 404 Not Found");
        };
    }

    private JsonNode schemas(List<String> path) {
        if (path.size() >= 2 && path.get(1).equals("types")) {
            return JSON.createArrayNode().add("AVRO");
        }
        int id = path.size() == 3 && path.get(2).matches("[0-9]{1,9}") ? Integer.parseInt(path.get(2)) : -1;
        String schema = store.schema(id).orElseThrow(() -> new Refused(404, 40403, "Schema " + id + " not found"));
        return JSON.createObjectNode().put("schema", schema);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static String schemaOf(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        String type = body.path("schemaType").asText("AVRO");
        if (!body.path("schema").isTextual() || !type.equals("AVRO")) {
            throw new Refused(422, 42201, "Invalid schema: an Avro schema is needed");
        }
        return body.path("schema").asText();
    }

    private JsonNode write(List<String> path, HttpExchange exchange) throws IOException, InterruptedException {
        String subject = decoded(path.get(1));
        String schema = schemaOf(exchange);
        Optional<Version> known = store.lookup(subject, schema);
        if (path.size() == 2) {
            if (store.versions(subject).isEmpty()) {
                throw new Refused(404, 40401, "Subject '" + subject + "' not found.");
            }
            return node(known.orElseThrow(() -> new Refused(404, 40403, "Schema not found")));
        }
        if (known.isEmpty()) {
            store.incompatibility(subject, schema).ifPresent(why -> {
                throw new Refused(409, 409, "Schema being registered is incompatible with an earlier one: " + why);
            });
            log.append(subject, schema);
        }
        return JSON.createObjectNode().put("id", store.add(subject, schema).id());
    }

    private JsonNode read(List<String> path) {
        if (path.size() == 1) {
            ArrayNode all = JSON.createArrayNode();
            store.subjects().forEach(all::add);
            return all;
        }
        String subject = decoded(path.get(1));
        List<Version> versions = store.versions(subject);
        if (versions.isEmpty()) {
            throw new Refused(404, 40401, "Subject '" + subject + "' not found.");
        }
        if (path.size() == 3) {
            ArrayNode all = JSON.createArrayNode();
            versions.forEach(version -> all.add(version.version()));
            return all;
        }
        return node(version(versions, path.get(3)));
    }

    private static Version version(List<Version> versions, String wanted) {
        if (wanted.equals("latest")) {
            return versions.getLast();
        }
        int number = wanted.matches("[0-9]{1,6}") ? Integer.parseInt(wanted) : 0;
        if (number < 1 || number > versions.size()) {
            throw new Refused(404, 40402, "Version " + wanted + " not found.");
        }
        return versions.get(number - 1);
    }

    private JsonNode compatibility(List<String> path, HttpExchange exchange) throws IOException {
        if (path.size() < 3) {
            throw new Refused(404, 404, "HTTP 404 Not Found");
        }
        boolean fits =
                store.incompatibility(decoded(path.get(2)), schemaOf(exchange)).isEmpty();
        return JSON.createObjectNode().put("is_compatible", fits);
    }

    private static ObjectNode node(Version version) {
        return JSON.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        log.close();
    }
}
