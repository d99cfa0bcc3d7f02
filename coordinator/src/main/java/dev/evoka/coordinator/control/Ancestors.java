package dev.evoka.coordinator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.view.Bests;
import dev.evoka.coordinator.view.Details;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.Population;
import dev.evoka.coordinator.view.Populations;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.schemas.Best;
import dev.evoka.spec.SpecException;
import java.util.List;
import java.util.OptionalLong;

/// Finds the points where runs were.
///
/// @param runs all runs
/// @param populations finds candidates while their topics keep them
/// @param bests finds what was best when candidates are forgotten
/// @param details finds step sizes
public record Ancestors(Runs runs, Populations populations, Bests bests, Details details) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Where a run was.
    ///
    /// @param parameters values by the names of the parameters
    /// @param sigma the run's step size there; NaN if it has none
    /// @param note what is other than asked for, in a line; empty if nothing is
    record Place(JsonNode parameters, double sigma, String note) {}

    /// The best candidate of a generation; without one the best of the run. Where candidates are forgotten, the best
    /// that the run had found until then.
    ///
    /// @throws SpecException if all of it is forgotten
    Place find(RunStatus status, OptionalLong generation) {
        if (generation.isEmpty()) {
            double sigma = status.newest().map(Point::sigma).orElse(Double.NaN);
            return new Place(parameters(status, best(status)), sigma, "");
        }
        long wanted = generation.getAsLong();
        List<Point> course = runs.after(status.id(), -1);
        double sigma = details.read(status, course, wanted, wanted).stream()
                .mapToDouble(Point::sigma)
                .findFirst()
                .orElse(Double.NaN);
        return populations
                .find(status, course, wanted)
                .map(population -> new Place(parameters(status, population), sigma, ""))
                .orElseGet(() -> remembered(status, wanted, sigma));
    }

    private Place remembered(RunStatus status, long wanted, double sigma) {
        Best best = bests.until(status, wanted)
                .orElseThrow(() -> new SpecException(
                        "the candidates of generation %d of run %s are not in the topics any more, and its best parameters are of generation %d: leave generation out, to begin with them"
                                .formatted(wanted, status.id(), best(status).getGeneration())));
        return new Place(
                parameters(status, best),
                sigma,
                "generation %d of run %s is forgotten: begins with the best until then, of generation %d"
                        .formatted(wanted, status.id(), best.getGeneration()));
    }

    private static Best best(RunStatus status) {
        return status.best()
                .orElseThrow(() -> new SpecException("run %s has no best parameters yet".formatted(status.id())));
    }

    private static JsonNode parameters(RunStatus status, Best best) {
        try {
            return JSON.readTree(best.getParameters());
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
