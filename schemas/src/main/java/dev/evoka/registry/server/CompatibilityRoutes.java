package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.registry.server.Entry.Version;
import dev.evoka.registry.server.RegistryState.Visible;
import dev.evoka.registry.server.Routes.Route;
import java.util.List;

/// `/compatibility`: whether a schema could be the next version, without registering it.
final class CompatibilityRoutes {

    private CompatibilityRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/compatibility/subjects/*/versions",
                        (request, parts, registry) -> withAll(request, parts.get(0), registry)),
                new Route(
                        "POST",
                        "/compatibility/subjects/*/versions/*",
                        (request, parts, registry) -> withOne(request, parts.get(0), parts.get(1), registry)));
    }

    private static JsonNode withAll(Request request, String subject, Registry registry) {
        RegistryState state = registry.state();
        PostedSchema posted = PostedSchema.of(request, subject);
        return answer(request, state.level(subject).hindrances(posted.schema(), state.versions(subject, Visible.LIVE)));
    }

    private static JsonNode withOne(Request request, String subject, String wanted, Registry registry) {
        RegistryState state = registry.state();
        PostedSchema posted = PostedSchema.of(request, subject);
        if (Lookup.isLatest(wanted) && state.versions(subject, Visible.LIVE).isEmpty()) {
            return answer(request, List.of()); // there is nothing that it would have to go with
        }
        Version version = Lookup.version(state, subject, wanted, Visible.LIVE);
        return answer(request, state.level(subject).hindrances(posted.schema(), version));
    }

    private static JsonNode answer(Request request, List<String> hindrances) {
        ObjectNode answer = Json.object().put("is_compatible", hindrances.isEmpty());
        if (request.asks("verbose")) {
            answer.set("messages", Json.strings(hindrances));
        }
        return answer;
    }
}
