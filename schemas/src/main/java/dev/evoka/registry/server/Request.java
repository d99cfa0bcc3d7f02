package dev.evoka.registry.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.evoka.registry.server.RegistryState.Visible;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A request, taken apart.
///
/// @param method GET, POST, PUT or DELETE
/// @param path decoded parts of the path
/// @param query decoded parameters
record Request(String method, List<String> path, Map<String, String> query, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Request of(String method, URI uri, String body) {
        List<String> path = Arrays.stream(uri.getRawPath().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String each : uri.getRawQuery().split("&", -1)) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                query.put(decoded(name), equals < 0 ? "" : decoded(each.substring(equals + 1)));
            }
        }
        return new Request(method, path, query, body);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("wrong percent sign in " + part);
        }
    }

    /// Whether a parameter is true.
    boolean asks(String parameter) {
        return query.getOrDefault(parameter, "").equalsIgnoreCase("true");
    }

    /// Which versions are asked for.
    Visible visible() {
        return asks("deletedOnly") ? Visible.DELETED : asks("deleted") ? Visible.ALL : Visible.LIVE;
    }

    /// The body.
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("the body is no JSON: " + e.getOriginalMessage());
        }
    }
}
