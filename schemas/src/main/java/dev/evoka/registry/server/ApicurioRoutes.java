package dev.evoka.registry.server;

import dev.evoka.registry.server.Routes.Route;
import java.util.List;

/// What Apicurio's converter for Kafka Connect asks of a registry in order to read records: schemas by identifier,
/// under the path of Apicurio's own API.
final class ApicurioRoutes {

    private ApicurioRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/apis/registry/v2/ids/contentIds/*",
                        (request, parts, registry) -> Json.raw(SchemaRoutes.schema(parts.getFirst(), registry))),
                new Route("GET", "/apis/registry/v2/ids/contentIds/*/references", (request, parts, registry) -> {
                    SchemaRoutes.schema(parts.getFirst(), registry);
                    return Json.strings(List.of()); // there are no references
                }));
    }
}
