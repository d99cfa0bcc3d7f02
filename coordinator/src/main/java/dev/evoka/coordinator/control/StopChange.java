package dev.evoka.coordinator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.optimizers.Standing;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.schemas.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Other stop conditions for a run.
///
/// @param json the conditions, as the run's record has them
/// @param conditions the same, read
record StopChange(String json, StopConditions conditions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param change keys that change; null takes one away
    /// @throws dev.evoka.spec.SpecException if the conditions are wrong
    static StopChange of(Run run, ObjectNode change) {
        ObjectNode stop = now(run);
        change.properties().forEach(each -> {
            if (each.getValue().isNull()) {
                stop.remove(each.getKey());
            } else {
                stop.set(each.getKey(), each.getValue());
            }
        });
        String json = stop.toString();
        return new StopChange(
                json, RunDefinition.stop(Run.newBuilder(run).setStop(json).build()));
    }

    private static ObjectNode now(Run run) {
        try {
            ObjectNode spec = (ObjectNode) JSON.readTree(run.getSpec());
            return (ObjectNode) (run.getStop().isEmpty() ? spec.path("stop") : JSON.readTree(run.getStop()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of run %s must hold JSON".formatted(run.getRun()), e);
        }
    }

    /// Which condition the run has reached already, as far as can be seen from outside.
    Optional<String> reachedBy(RunStatus status, Instant now) {
        Duration since = Duration.between(status.run().getSubmitted(), now);
        if (conditions.time().filter(limit -> since.compareTo(limit) >= 0).isPresent()) {
            return Optional.of("stop.time counts from the submission, %d s ago".formatted(since.toSeconds()));
        }
        if (status.newest().isEmpty()) {
            return Optional.empty();
        }
        Point point = status.newest().get();
        return conditions.reason(new Standing(point.generation() + 1, point.evaluations(), point.best(), 0));
    }
}
