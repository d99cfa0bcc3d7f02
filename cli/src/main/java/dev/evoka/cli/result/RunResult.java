package dev.evoka.cli.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evoka.cli.watch.Sample;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import java.util.List;
import java.util.Optional;

/// What came out of a run.
///
/// @param run identifier of the run
/// @param state finished, stopped or failed
/// @param reason why it ended
/// @param error smallest error; NaN if there is none
/// @param generation generation in which it was found; -1 if there is none
/// @param evaluations candidates evaluated
/// @param generations generations completed
/// @param failed candidates that could not be evaluated
/// @param seconds time from the submission to the end
/// @param parameters best parameters by their names
/// @param history the course of the run
public record RunResult(
        String run,
        String state,
        String reason,
        double error,
        long generation,
        long evaluations,
        long generations,
        long failed,
        double seconds,
        JsonNode parameters,
        List<Sample> history) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Of a run that has ended.
    public static RunResult of(Progress end, Optional<Best> best, List<Sample> history) {
        return new RunResult(
                end.getRun(),
                end.getState(),
                end.getReason(),
                end.getBest(),
                best.map(Best::getGeneration).orElse(-1L),
                end.getEvaluations(),
                end.getGeneration() + 1,
                end.getFailed(),
                end.getSeconds(),
                best.map(found -> tree(found.getParameters())).orElse(JsonNodeFactory.instance.objectNode()),
                history);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("parameters must be JSON but were: " + json, e);
        }
    }
}
