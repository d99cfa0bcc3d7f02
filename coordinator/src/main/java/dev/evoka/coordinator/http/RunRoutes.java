package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.control.RunControl;
import dev.evoka.coordinator.control.Submittal;
import dev.evoka.coordinator.run.RunState;
import dev.evoka.coordinator.run.Transition;
import dev.evoka.coordinator.view.Details;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.schemas.Best;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs over REST.
final class RunRoutes {

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 10_000;

    private final Runs runs;
    private final RunControl control;
    private final Details details;
    private final Summaries summaries = new Summaries();

    RunRoutes(Runs runs, RunControl control, Details details) {
        this.runs = runs;
        this.details = details;
        this.control = control;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.get("/api/v1/runs", (request, open) -> list(request)),
                Route.post("/api/v1/runs", (request, open) -> submit(request)),
                Route.get("/api/v1/runs/{run}", (request, open) -> Response.json(RunJson.whole(run(open)))),
                Route.get("/api/v1/runs/{run}/generations", this::generations),
                Route.get("/api/v1/runs/{run}/best", this::best)));
        routes.add(Route.post("/api/v1/runs/{run}/extend", this::extend));
        for (Transition transition : List.of(Transition.PAUSE, Transition.RESUME, Transition.STOP)) {
            routes.add(Route.post(
                    "/api/v1/runs/{run}/" + transition.word(), (request, open) -> ask(request, open, transition)));
        }
        return routes;
    }

    private RunStatus run(List<String> open) {
        return runs.run(open.getFirst()).orElseThrow(() -> Problem.notFound("there is no run " + open.getFirst()));
    }

    private Response list(Request request) {
        Optional<RunState> state = request.parameter("state")
                .map(word -> RunState.of(word)
                        .orElseThrow(() -> Problem.badRequest(
                                "state",
                                "state must be one of %s but was %s"
                                        .formatted(
                                                String.join(
                                                        ", ",
                                                        Stream.of(RunState.values())
                                                                .map(RunState::word)
                                                                .toList()),
                                                word))));
        String text = request.parameter("text").orElse("").toLowerCase(Locale.ROOT);
        Optional<String> submitter = request.parameter("submitter");
        int offset = (int) request.number("offset", 0, 0, Integer.MAX_VALUE);
        int limit = (int) request.number("limit", PAGE, 1, LARGEST_PAGE);
        List<RunStatus> found = runs.all().stream()
                .filter(run -> state.isEmpty() || run.state() == state.get())
                .filter(run -> submitter.isEmpty() || run.run().getSubmitter().equals(submitter.get()))
                .filter(run -> run.id().toLowerCase(Locale.ROOT).contains(text))
                .sorted(Comparator.comparing((RunStatus run) -> run.run().getSubmitted())
                        .reversed()
                        .thenComparing(RunStatus::id))
                .toList();
        ObjectNode answer = Json.object();
        answer.put("total", found.size());
        answer.put("offset", offset);
        ArrayNode list = answer.putArray("runs");
        found.stream().skip(offset).limit(limit).map(summaries::of).forEach(list::addRawValue);
        return Response.json(answer);
    }

    /// The body is a spec in YAML or JSON; or, with the type `application/json`, an object with the keys `spec`,
    /// `files`, `folder`, `submitter` and `again`.
    private Response submit(Request request) throws IOException, InterruptedException {
        Submittal sent = SubmittalReader.read(request);
        RunControl.Submitted submitted = control.submit(sent);
        Response.Whole answer = Response.json(submitted.created() ? 201 : 200, RunJson.whole(submitted.status()));
        return Response.with(
                answer, "Location", "/api/v1/runs/" + submitted.status().id());
    }

    /// The course: what is kept of all of it, or with `from` and `to` a part in full.
    private Response generations(Request request, List<String> open) {
        RunStatus status = run(open);
        long after = request.number("after", -1, -1, Long.MAX_VALUE);
        int most = (int) request.number("points", 1_000, 2, 10_000);
        List<Point> course = runs.after(status.id(), after);
        if (request.parameter("from").isPresent() || request.parameter("to").isPresent()) {
            long newest = status.newest().map(Point::generation).orElse(0L);
            long from = request.number("from", 0, 0, Long.MAX_VALUE);
            long to = request.number("to", newest, from, Long.MAX_VALUE);
            course = details.read(status, course, from, to);
        }
        ObjectNode answer = RunJson.columns(Thinning.to(course, most));
        answer.put("run", status.id());
        answer.put(
                "generations",
                status.newest().map(point -> point.generation() + 1).orElse(0L));
        return Response.json(answer);
    }

    private Response best(Request request, List<String> open) {
        RunStatus status = run(open);
        Best best = status.best()
                .orElseThrow(() -> Problem.notFound("run %s has no best parameters yet".formatted(status.id())));
        if (request.parameter("format").orElse("json").equals("csv")) {
            StringBuilder csv = new StringBuilder("parameter,value\r\n");
            parameters(best)
                    .properties()
                    .forEach(each -> csv.append(quoted(each.getKey()))
                            .append(',')
                            .append(each.getValue().asText())
                            .append("\r\n"));
            return Response.of(200, "text/csv; charset=utf-8", csv.toString().getBytes(StandardCharsets.UTF_8));
        }
        ObjectNode answer = Json.object();
        answer.put("run", status.id());
        answer.put("generation", best.getGeneration());
        answer.put("candidate", best.getCandidate());
        Json.put(answer, "error", best.getError());
        answer.put("evaluations", best.getEvaluations());
        answer.set("parameters", parameters(best));
        return Response.json(answer);
    }

    /// None where the parameters are model weights.
    private static JsonNode parameters(Best best) {
        return best.getParameters().isEmpty() ? Json.object() : Json.own(best.getParameters());
    }

    private static String quoted(String name) {
        return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private Response ask(Request request, List<String> open, Transition transition)
            throws IOException, InterruptedException {
        RunStatus status = run(open);
        byte[] body = request.whole();
        String reason = body.length == 0 ? "" : Json.sent(body).path("reason").asText("");
        String by = request.caller().name();
        String why = reason.isEmpty() && !by.isEmpty() ? "by " + by : reason;
        return Response.json(202, RunJson.whole(control.ask(status, transition, why)));
    }

    /// The body has the key `stop`: what changes in the stop conditions.
    private Response extend(Request request, List<String> open) throws IOException, InterruptedException {
        RunStatus status = run(open);
        ObjectNode sent = Json.sent(request.whole());
        if (!(sent.path("stop") instanceof ObjectNode change) || change.isEmpty()) {
            throw Problem.badRequest(
                    "stop", "stop must say what changes, like {\"generations\": 200}, but was " + sent.path("stop"));
        }
        String by = request.caller().name();
        String reason = sent.path("reason").asText(by.isEmpty() ? "" : "by " + by);
        return Response.json(202, RunJson.whole(control.extend(status, change, reason)));
    }
}
