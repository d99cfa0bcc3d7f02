package dev.evoka.coordinator.view;

import dev.evoka.schemas.EvaluatorStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Looks for evaluators of another version than the coordinator's: what they compute may differ in the last bit. Those
/// of a developer's build, that know no version, are left alone. Not thread-safe.
final class Versions {

    private final String own;
    private final Map<String, Instant> told = new HashMap<>();

    /// @param own the coordinator's version; empty if unknown
    Versions(String own) {
        this.own = own;
    }

    /// The version of this program.
    static Versions own() {
        String version = Versions.class.getPackage().getImplementationVersion();
        return new Versions(version == null ? "" : version);
    }

    /// What is to be said of an evaluator: once for each start of it.
    Optional<String> complaint(EvaluatorStatus status) {
        String evaluator = status.getEvaluator();
        if (own.isEmpty()
                || status.getVersion().isEmpty()
                || status.getVersion().equals(own)) {
            return Optional.empty();
        }
        if (status.getLeft()) {
            told.remove(evaluator);
            return Optional.empty();
        }
        if (status.getStarted().equals(told.put(evaluator, status.getStarted()))) {
            return Optional.empty();
        }
        return Optional.of(
                "evaluator %s is version %s, this coordinator is version %s: start both from images of the same version, or results may differ"
                        .formatted(evaluator, status.getVersion(), own));
    }
}
