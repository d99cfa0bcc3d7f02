package dev.evoka.registry.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.evoka.registry.server.Entry.HighestId;
import dev.evoka.registry.server.Entry.Removal;
import dev.evoka.registry.server.Entry.Version;
import dev.evoka.registry.server.RegistryState.Visible;
import dev.evoka.registry.server.Routes.Route;
import java.util.ArrayList;
import java.util.List;

/// Deleting subjects and versions: first hidden, then, on a second request, removed for good.
final class DeletionRoutes {

    private DeletionRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route("DELETE", "/subjects/*", (request, parts, registry) -> {
                    mayWrite(registry, parts.get(0));
                    return Json.numbers(subject(request, parts.get(0), registry));
                }),
                new Route("DELETE", "/subjects/*/versions/*", (request, parts, registry) -> {
                    mayWrite(registry, parts.get(0));
                    return version(request, parts.get(0), parts.get(1), registry);
                }));
    }

    private static void mayWrite(Registry registry, String subject) {
        if (registry.state().mode(subject) == Mode.READONLY) {
            throw Refusal.readOnly(subject);
        }
    }

    private static List<Version> subject(Request request, String subject, Registry registry) {
        List<Version> all = Lookup.versions(registry.state(), subject, Visible.ALL);
        List<Version> live = registry.state().versions(subject, Visible.LIVE);
        if (request.asks("permanent")) {
            if (!live.isEmpty()) {
                throw Refusal.subjectNotDeleted(subject);
            }
            remove(all, registry);
            return all;
        }
        if (live.isEmpty()) {
            throw Refusal.subjectDeleted(subject);
        }
        registry.write(live.stream().map(Version::delete).toList());
        return live;
    }

    private static JsonNode version(Request request, String subject, String wanted, Registry registry) {
        boolean permanent = request.asks("permanent");
        Visible visible = Lookup.isLatest(wanted) && !permanent ? Visible.LIVE : Visible.ALL;
        Version version = Lookup.version(registry.state(), subject, wanted, visible);
        if (permanent) {
            if (!version.deleted()) {
                throw Refusal.versionNotDeleted(subject, version.version());
            }
            remove(List.of(version), registry);
        } else {
            if (version.deleted()) {
                throw Refusal.versionDeleted(subject, version.version());
            }
            registry.write(List.of(version.delete()));
        }
        return Json.number(version.version());
    }

    private static void remove(List<Version> versions, Registry registry) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new HighestId(registry.state().highestId()));
        versions.forEach(version -> entries.add(new Removal(version.subject(), version.version())));
        registry.write(entries);
    }
}
