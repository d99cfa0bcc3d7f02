package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.Population;
import dev.evoka.coordinator.view.Populations;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The candidates of a generation over REST.
final class CandidateRoutes {

    private static final String NEWEST = "newest";
    private static final int LARGEST_PAGE = 10_000;

    private final Runs runs;
    private final Populations populations;

    CandidateRoutes(Runs runs, Populations populations) {
        this.runs = runs;
        this.populations = populations;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/runs/{run}/generations/{generation}/candidates", this::candidates));
    }

    /// The candidates by their errors, the best first.
    private Response candidates(Request request, List<String> open) {
        RunStatus status =
                runs.run(open.getFirst()).orElseThrow(() -> Problem.notFound("there is no run " + open.getFirst()));
        List<Point> course = runs.after(status.id(), -1);
        if (course.isEmpty()) {
            throw Problem.notFound("run %s has no generation yet".formatted(status.id()));
        }
        long generation = generation(open.get(1), course.getLast().generation());
        int limit = (int) request.number("limit", 1_000, 1, LARGEST_PAGE);
        int columns = (int) request.number("parameters", 200, 0, 100_000);
        Population found = populations
                .find(status, course, generation)
                .orElseThrow(() -> Problem.notFound(
                        "the candidates of generation %d are not kept any more: evoka.candidates and evoka.fitness forget them after an hour"
                                .formatted(generation)));
        return Response.json(node(status, found, limit, columns));
    }

    private static long generation(String text, long newest) {
        if (text.equals(NEWEST)) {
            return newest;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > newest) {
            throw Problem.badRequest(
                    "generation", "generation must be newest or from 0 to %d but was %s".formatted(newest, text));
        }
        return Long.parseLong(text);
    }

    private static ObjectNode node(RunStatus status, Population population, int limit, int columns) {
        ObjectNode node = Json.object();
        node.put("run", status.id());
        node.put("generation", population.generation());
        node.put("population", population.errors().length);
        ArrayNode candidate = node.putArray("candidate");
        ArrayNode error = node.putArray("error");
        ArrayNode names = node.putArray("names");
        ArrayNode parameters = node.putArray("parameters");
        boolean known = population.parameters().length > 0;
        int shown = Math.min(columns, status.run().getParameters().size());
        if (known) {
            status.run().getParameters().stream().limit(shown).forEach(names::add);
        }
        IntStream.range(0, population.errors().length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> population.errors()[i]))
                .limit(limit)
                .forEach(i -> {
                    candidate.add(i);
                    Json.add(error, population.errors()[i]);
                    if (known) {
                        ArrayNode row = parameters.addArray();
                        for (int j = 0; j < shown; j++) {
                            Json.add(row, population.parameters()[i][j]);
                        }
                    }
                });
        return node;
    }
}
