package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.registry.server.Entry.Version;
import dev.evoka.registry.server.RegistryState.Visible;
import dev.evoka.registry.server.Routes.Route;
import java.util.List;
import java.util.Optional;

/// `/subjects`: names, versions, registration and lookup.
final class SubjectRoutes {

    private SubjectRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route("GET", "/subjects", (request, parts, registry) -> names(request, registry)),
                new Route("POST", "/subjects/*", (request, parts, registry) -> find(request, parts.get(0), registry)),
                new Route(
                        "GET",
                        "/subjects/*/versions",
                        (request, parts, registry) ->
                                Json.numbers(Lookup.versions(registry.state(), parts.get(0), request.visible()))),
                new Route(
                        "POST",
                        "/subjects/*/versions",
                        (request, parts, registry) -> register(request, parts.get(0), registry)),
                new Route(
                        "GET",
                        "/subjects/*/versions/*",
                        (request, parts, registry) -> Json.version(version(request, parts, registry))),
                new Route(
                        "GET",
                        "/subjects/*/versions/*/schema",
                        (request, parts, registry) ->
                                Json.raw(version(request, parts, registry).schema())),
                new Route("GET", "/subjects/*/versions/*/referencedby", (request, parts, registry) -> {
                    version(request, parts, registry);
                    return Json.strings(List.of()); // there are no references
                }));
    }

    private static Version version(Request request, List<String> parts, Registry registry) {
        return Lookup.version(registry.state(), parts.get(0), parts.get(1), request.visible());
    }

    private static JsonNode names(Request request, Registry registry) {
        String prefix = request.query().getOrDefault("subjectPrefix", "");
        return Json.strings(registry.state().subjects(request.visible()).stream()
                .filter(name -> name.startsWith(prefix))
                .toList());
    }

    private static JsonNode find(Request request, String subject, Registry registry) {
        String text = PostedSchema.of(request, subject).text();
        return Lookup.versions(registry.state(), subject, request.visible()).reversed().stream()
                .filter(version -> version.schema().equals(text))
                .findFirst()
                .map(Json::version)
                .orElseThrow(() -> Refusal.noSchema(""));
    }

    private static JsonNode register(Request request, String subject, Registry registry) {
        RegistryState state = registry.state();
        PostedSchema posted = PostedSchema.of(request, subject);
        List<Version> earlier = state.versions(subject, Visible.LIVE);
        Optional<Version> known = earlier.stream()
                .filter(version -> version.schema().equals(posted.text()))
                .findFirst();
        if (known.isPresent()) {
            return Json.object().put("id", known.get().id());
        }
        if (state.mode(subject) == Mode.READONLY) {
            throw Refusal.readOnly(subject);
        }
        List<String> hindrances = state.level(subject).hindrances(posted.schema(), earlier);
        if (!hindrances.isEmpty()) {
            throw Refusal.incompatible(subject, String.join("; ", hindrances));
        }
        Version version =
                new Version(subject, state.nextVersion(subject), state.identifier(posted.text()), posted.text(), false);
        registry.write(List.of(version));
        return Json.object().put("id", version.id());
    }
}
