package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.registry.server.Entry.ModeChange;
import dev.evoka.registry.server.Routes.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/mode`: whether every subject, or one, may be written.
final class ModeRoutes {

    private ModeRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/mode",
                        (request, parts, registry) -> mode(registry.state().mode(Entry.EVERY_SUBJECT))),
                new Route("GET", "/mode/*", (request, parts, registry) -> get(request, parts.getFirst(), registry)),
                new Route("PUT", "/mode", (request, parts, registry) -> put(request, Entry.EVERY_SUBJECT, registry)),
                new Route("PUT", "/mode/*", (request, parts, registry) -> put(request, parts.getFirst(), registry)),
                new Route("DELETE", "/mode/*", (request, parts, registry) -> {
                    String subject = parts.getFirst();
                    Mode before = registry.state().ownMode(subject).orElseThrow(() -> Refusal.noSubject(subject));
                    registry.write(List.of(new ModeChange(subject, Optional.empty())));
                    return mode(before);
                }));
    }

    private static JsonNode mode(Mode mode) {
        return Json.object().put("mode", mode.name());
    }

    private static JsonNode get(Request request, String subject, Registry registry) {
        RegistryState state = registry.state();
        if (request.asks("defaultToGlobal")) {
            return mode(state.mode(subject));
        }
        return mode(state.ownMode(subject).orElseThrow(() -> Refusal.noMode(subject)));
    }

    private static JsonNode put(Request request, String subject, Registry registry) {
        String wanted = request.json().path("mode").asText("");
        Mode mode;
        try {
            mode = Mode.valueOf(wanted.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalidMode(wanted);
        }
        registry.write(List.of(new ModeChange(subject, Optional.of(mode))));
        return mode(mode);
    }
}
