package dev.evoka.coordinator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.view.Details;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.Population;
import dev.evoka.coordinator.view.Populations;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.spec.SpecException;
import java.util.List;
import java.util.OptionalLong;

/// Finds the points where runs were.
///
/// @param runs all runs
/// @param populations finds candidates while their topics keep them
/// @param details finds step sizes
public record Ancestors(Runs runs, Populations populations, Details details) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Where a run was.
    ///
    /// @param parameters values by the names of the parameters
    /// @param sigma the run's step size there; NaN if it has none
    record Place(JsonNode parameters, double sigma) {}

    /// The best candidate of a generation; without one the best of the run.
    ///
    /// @throws SpecException if the generation is forgotten
    Place find(RunStatus status, OptionalLong generation) {
        if (generation.isEmpty()) {
            return new Place(best(status), status.newest().map(Point::sigma).orElse(Double.NaN));
        }
        long wanted = generation.getAsLong();
        List<Point> course = runs.after(status.id(), -1);
        Population population = populations
                .find(status, course, wanted)
                .orElseThrow(() -> new SpecException(
                        "the candidates of generation %d of run %s are not in the topics any more: leave generation out, to begin with the best parameters"
                                .formatted(wanted, status.id())));
        double sigma = details.read(status, course, wanted, wanted).stream()
                .mapToDouble(Point::sigma)
                .findFirst()
                .orElse(Double.NaN);
        return new Place(parameters(status, population), sigma);
    }

    private static JsonNode best(RunStatus status) {
        String parameters = status.best()
                .orElseThrow(() -> new SpecException("run %s has no best parameters yet".formatted(status.id())))
                .getParameters();
        try {
            return JSON.readTree(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the best parameters of run %s must be JSON".formatted(status.id()), e);
        }
    }

    private static JsonNode parameters(RunStatus status, Population population) {
        int best = -1;
        for (int i = 0; i < population.errors().length; i++) {
            double error = population.errors()[i];
            if (Double.isFinite(error) && (best < 0 || error < population.errors()[best])) {
                best = i;
            }
        }
        if (best < 0 || population.parameters().length == 0) {
            throw new SpecException("all candidates of generation %d of run %s failed: choose another"
                    .formatted(population.generation(), status.id()));
        }
        ObjectNode values = JSON.createObjectNode();
        List<String> names = status.run().getParameters();
        for (int j = 0; j < names.size(); j++) {
            values.put(names.get(j), population.parameters()[best][j]);
        }
        return values;
    }
}
