package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.control.Branch;
import dev.evoka.coordinator.control.RunControl;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// New runs that begin where others were.
final class BranchRoutes {

    private static final List<String> KEYS = List.of("generation", "change", "spread", "submitter");

    private final Runs runs;
    private final RunControl control;

    BranchRoutes(Runs runs, RunControl control) {
        this.runs = runs;
        this.control = control;
    }

    List<Route> routes() {
        return List.of(Route.post("/api/v1/runs/{run}/branch", this::branch));
    }

    private Response branch(Request request, List<String> open) throws IOException, InterruptedException {
        RunStatus parent =
                runs.run(open.getFirst()).orElseThrow(() -> Problem.notFound("there is no run " + open.getFirst()));
        byte[] body = request.whole();
        Branch wanted = read(body.length == 0 ? Json.object() : Json.sent(body), request.caller());
        RunControl.Submitted submitted = control.branch(parent, wanted);
        Response.Whole answer = Response.json(submitted.created() ? 201 : 200, RunJson.whole(submitted.status()));
        return Response.with(
                answer, "Location", "/api/v1/runs/" + submitted.status().id());
    }

    static Branch read(ObjectNode sent, Caller caller) {
        for (String key : (Iterable<String>) sent::fieldNames) {
            if (!KEYS.contains(key)) {
                throw Problem.badRequest(key, "%s is no key of a branch, there are %s".formatted(key, KEYS));
            }
        }
        JsonNode generation = sent.path("generation");
        if (!generation.isMissingNode() && !generation.isIntegralNumber()) {
            throw Problem.badRequest("generation", "generation must be a whole number but was " + generation);
        }
        JsonNode spread = sent.path("spread");
        if (!spread.isMissingNode() && !spread.isNumber()) {
            throw Problem.badRequest("spread", "spread must be a number but was " + spread);
        }
        JsonNode change = sent.path("change");
        if (!change.isMissingNode() && !change.isObject()) {
            throw Problem.badRequest(
                    "change", "change must say what is other in the spec, like {\"seed\": 2}, but was " + change);
        }
        return new Branch(
                generation.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(generation.asLong()),
                change instanceof ObjectNode object ? object : Json.object(),
                spread.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(spread.asDouble()),
                caller.name().isEmpty() ? sent.path("submitter").asText("") : caller.name());
    }
}
