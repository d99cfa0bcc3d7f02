package dev.evoka.coordinator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import java.util.OptionalDouble;

/// Lets a run begin around a point that another has found. It is written into its spec: so the new run needs the
/// other no more, and the same spec is the same run.
final class WarmStarts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WarmStarts() {}

    /// The submission with the other run's best parameters as its initialisation.
    ///
    /// @throws SpecException if the other run has none, or lacks a parameter
    static Submission from(Submission submission, RunStatus other, Submittal.WarmStart wanted) {
        double sigma = other.newest().map(Point::sigma).orElse(Double.NaN);
        return around(submission, other, best(other), wanted.spread(), sigma);
    }

    /// The submission with a point of another run as its initialisation.
    ///
    /// @param point values by the names of the parameters
    /// @param spread deviation of the first candidates; empty = the step size
    /// @param sigma the other run's step size there; NaN if it has none
    static Submission around(
            Submission submission, RunStatus other, JsonNode point, OptionalDouble spread, double sigma) {
        if (submission.parameters().isEmpty()) {
            throw new SpecException("warmStart.run: a run of model weights has no named parameters to begin with");
        }
        ObjectNode initialisation = JSON.createObjectNode();
        ArrayNode values = initialisation.putArray("point");
        for (String name : submission.parameters()) {
            if (!point.has(name)) {
                throw new SpecException("run %s has no parameter %s, which this one needs".formatted(other.id(), name));
            }
            values.add(point.path(name));
        }
        initialisation.put("spread", spread.orElseGet(() -> checked(sigma, other)));
        ObjectNode parameters = submission.spec().parameters().deepCopy();
        parameters.set("initialisation", initialisation);
        return submission.withSpec(with(submission.spec(), parameters));
    }

    private static JsonNode best(RunStatus other) {
        String parameters = other.best()
                .map(found -> found.getParameters())
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new SpecException("run %s has no best parameters yet".formatted(other.id())));
        try {
            return JSON.readTree(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the best parameters of run %s must be JSON".formatted(other.id()), e);
        }
    }

    private static double checked(double sigma, RunStatus other) {
        if (!(sigma > 0)) {
            throw new SpecException("spread is missing: run %s has no step size to go on with".formatted(other.id()));
        }
        return sigma;
    }

    private static RunSpec with(RunSpec spec, ObjectNode parameters) {
        return new RunSpec(
                spec.name(),
                spec.objective(),
                parameters,
                spec.optimizer(),
                spec.stop(),
                spec.failures(),
                spec.seed(),
                spec.folder());
    }
}
