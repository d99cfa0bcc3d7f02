package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.registry.server.Entry.Version;
import dev.evoka.registry.server.Routes.Route;
import java.util.List;

/// `/schemas`: schemas by identifier.
final class SchemaRoutes {

    private SchemaRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route("GET", "/", (request, parts, registry) -> Json.object()),
                new Route("GET", "/schemas", (request, parts, registry) -> list(request, registry)),
                new Route("GET", "/schemas/types", (request, parts, registry) -> Json.strings(List.of("AVRO"))),
                new Route(
                        "GET",
                        "/schemas/ids/*",
                        (request, parts, registry) -> Json.object().put("schema", schema(parts.getFirst(), registry))),
                new Route(
                        "GET",
                        "/schemas/ids/*/schema",
                        (request, parts, registry) -> Json.raw(schema(parts.getFirst(), registry))),
                new Route(
                        "GET",
                        "/schemas/ids/*/subjects",
                        (request, parts, registry) -> Json.strings(users(request, parts.getFirst(), registry).stream()
                                .map(Version::subject)
                                .distinct()
                                .toList())),
                new Route(
                        "GET",
                        "/schemas/ids/*/versions",
                        (request, parts, registry) -> Json.array(users(request, parts.getFirst(), registry).stream()
                                .map(version -> Json.object()
                                        .put("subject", version.subject())
                                        .put("version", version.version()))
                                .toList())));
    }

    private static JsonNode list(Request request, Registry registry) {
        String prefix = request.query().getOrDefault("subjectPrefix", "");
        return Json.array(registry.state().subjects(request.visible()).stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> registry.state().versions(name, request.visible()))
                .flatMap(versions ->
                        request.asks("latestOnly") ? List.of(versions.getLast()).stream() : versions.stream())
                .map(Json::version)
                .toList());
    }

    /// The schema with an identifier.
    static String schema(String wanted, Registry registry) {
        int id = identifier(wanted);
        return registry.state().schema(id).orElseThrow(() -> Refusal.noSchema(id + " "));
    }

    private static List<Version> users(Request request, String wanted, Registry registry) {
        schema(wanted, registry);
        return registry.state().users(identifier(wanted), request.visible());
    }

    private static int identifier(String wanted) {
        try {
            return Integer.parseInt(wanted);
        } catch (NumberFormatException e) {
            throw Refusal.noSuchPath();
        }
    }
}
