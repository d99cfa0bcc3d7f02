package dev.evoka.evaluator.service;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.evaluator.objective.ObjectiveSettings;
import dev.evoka.tracing.Tracing;
import java.util.Map;

/// Settings of an evaluator.
///
/// @param client properties for Kafka and the schema registry
/// @param id name in answers and logs
/// @param threads blocks evaluated at the same time
/// @param sessionMilliseconds time without a sign of life after which its slots go to others
/// @param objectives what runs may do on this machine
/// @param artifacts where files that come through Kafka are kept
/// @param tracing where traces of evaluations go; not closed by the evaluator
public record EvaluatorConfig(
        Map<String, Object> client,
        String id,
        int threads,
        int sessionMilliseconds,
        ObjectiveSettings objectives,
        ArtifactFolder artifacts,
        Tracing tracing) {

    /// Without traces.
    public EvaluatorConfig(
            Map<String, Object> client,
            String id,
            int threads,
            int sessionMilliseconds,
            ObjectiveSettings objectives,
            ArtifactFolder artifacts) {
        this(client, id, threads, sessionMilliseconds, objectives, artifacts, Tracing.OFF);
    }

    /// With artifacts in the usual folder.
    public EvaluatorConfig(
            Map<String, Object> client, String id, int threads, int sessionMilliseconds, ObjectiveSettings objectives) {
        this(client, id, threads, sessionMilliseconds, objectives, ArtifactFolder.usual());
    }

    /// With commands allowed, and plug-ins where the environment says.
    public EvaluatorConfig(Map<String, Object> client, String id, int threads, int sessionMilliseconds) {
        this(client, id, threads, sessionMilliseconds, ObjectiveSettings.of(true));
    }

    public EvaluatorConfig {
        client = Map.copyOf(client);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be ≥ 1 but was " + threads);
        }
    }

    /// The same with traces.
    public EvaluatorConfig with(Tracing others) {
        return new EvaluatorConfig(client, id, threads, sessionMilliseconds, objectives, artifacts, others);
    }
}
