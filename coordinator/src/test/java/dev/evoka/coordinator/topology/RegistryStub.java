package dev.evoka.coordinator.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// A schema registry without a broker: registers schemas, and gives them back by their identifiers.
final class RegistryStub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> schemas = new ArrayList<>();
    private final HttpServer server;

    RegistryStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::exchange);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        int status = 200;
        if (exchange.getRequestMethod().equals("POST")) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String schema = body.path("schema").asText();
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            answer.put("id", schemas.indexOf(schema) + 1);
        } else {
            int id = Integer.parseInt(exchange.getRequestURI().getPath().replaceFirst("/schemas/ids/", ""));
            if (id < 1 || id > schemas.size()) {
                status = 404;
                answer.put("error_code", 40403).put("message", "Schema " + id + " not found");
            } else {
                answer.put("schema", schemas.get(id - 1));
            }
        }
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
