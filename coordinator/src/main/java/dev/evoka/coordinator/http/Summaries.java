package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.evoka.coordinator.view.RunStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Summaries of runs as JSON text, kept until the run changes: in a long list hardly any has.
final class Summaries {

    private record Kept(long version, RawValue json) {}

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    RawValue of(RunStatus status) {
        Kept known = kept.get(status.id());
        if (known == null || known.version() != status.version()) {
            ObjectNode summary = RunJson.summary(status);
            known = new Kept(status.version(), new RawValue(Json.text(summary)));
            kept.put(status.id(), known);
        }
        return known.json();
    }
}
