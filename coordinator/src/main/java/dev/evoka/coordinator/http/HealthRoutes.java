package dev.evoka.coordinator.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the service lives, whether it is ready to work, and what the caller may do.
final class HealthRoutes {

    private final Supplier<Optional<String>> notReady;

    /// @param notReady why the service is not ready; empty if it is
    HealthRoutes(Supplier<Optional<String>> notReady) {
        this.notReady = notReady;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", List.of("healthz"), Role.ANYBODY, (request, open) -> text(200, "alive\n")),
                new Route(
                        "GET",
                        List.of("readyz"),
                        Role.ANYBODY,
                        (request, open) ->
                                notReady.get().map(why -> text(503, why + "\n")).orElseGet(() -> text(200, "ready\n"))),
                Route.get(
                        "/api/v1/caller",
                        (request, open) -> Response.json(Json.object()
                                .put("name", request.caller().name())
                                .put("role", request.caller().role().word()))));
    }

    private static Response text(int status, String text) {
        return Response.of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
