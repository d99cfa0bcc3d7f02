package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.registry.server.Entry.LevelChange;
import dev.evoka.registry.server.Routes.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `/config`: the compatibility level, of every subject or of one.
final class ConfigRoutes {

    private ConfigRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/config",
                        (request, parts, registry) -> level(registry.state().level(Entry.EVERY_SUBJECT))),
                new Route("GET", "/config/*", (request, parts, registry) -> get(request, parts.getFirst(), registry)),
                new Route("PUT", "/config", (request, parts, registry) -> put(request, Entry.EVERY_SUBJECT, registry)),
                new Route("PUT", "/config/*", (request, parts, registry) -> put(request, parts.getFirst(), registry)),
                new Route("DELETE", "/config", (request, parts, registry) -> {
                    Level before = registry.state().level(Entry.EVERY_SUBJECT);
                    registry.write(List.of(new LevelChange(Entry.EVERY_SUBJECT, Optional.empty())));
                    return level(before);
                }),
                new Route("DELETE", "/config/*", (request, parts, registry) -> {
                    String subject = parts.getFirst();
                    Level before = registry.state().ownLevel(subject).orElseThrow(() -> Refusal.noSubject(subject));
                    registry.write(List.of(new LevelChange(subject, Optional.empty())));
                    return level(before);
                }));
    }

    private static JsonNode level(Level level) {
        return Json.object().put("compatibilityLevel", level.name());
    }

    private static JsonNode get(Request request, String subject, Registry registry) {
        RegistryState state = registry.state();
        if (request.asks("defaultToGlobal")) {
            return level(state.level(subject));
        }
        return level(state.ownLevel(subject).orElseThrow(() -> Refusal.noLevel(subject)));
    }

    private static JsonNode put(Request request, String subject, Registry registry) {
        String wanted = request.json().path("compatibility").asText("");
        Level level;
        try {
            level = Level.valueOf(wanted.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalidLevel(wanted);
        }
        registry.write(List.of(new LevelChange(subject, Optional.of(level))));
        return Json.object().put("compatibility", level.name());
    }
}
