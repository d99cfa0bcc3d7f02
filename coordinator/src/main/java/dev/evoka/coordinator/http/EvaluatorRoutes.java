package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.view.Advice;
import dev.evoka.coordinator.view.Evaluators;
import dev.evoka.coordinator.view.Lanes;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.schemas.EvaluatorStatus;
import java.time.InstantSource;
import java.util.List;

/// Evaluators over REST.
final class EvaluatorRoutes {

    private static final int LONGEST_SECONDS = 3_600;

    private final Runs runs;
    private final Evaluators evaluators;
    private final Lanes lanes;
    private final InstantSource clock;

    EvaluatorRoutes(Runs runs, Evaluators evaluators, Lanes lanes, InstantSource clock) {
        this.runs = runs;
        this.evaluators = evaluators;
        this.lanes = lanes;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/evaluators", (request, open) -> list()),
                Route.get("/api/v1/evaluators/advice", (request, open) -> advice()),
                Route.get("/api/v1/work", (request, open) -> work(request)));
    }

    private Response list() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("evaluators");
        evaluators.all(clock.millis()).forEach(each -> list.add(node(each)));
        return Response.json(answer);
    }

    private Response advice() {
        Advice advice = Advice.of(runs.active(), evaluators.all(clock.millis()));
        ObjectNode answer = Json.object();
        answer.put("running", advice.running());
        answer.put("evaluators", advice.evaluators());
        answer.put("wanted", advice.wanted());
        Json.put(answer, "busy", advice.busy());
        answer.put("waiting", advice.waiting());
        answer.put("reason", advice.reason());
        answer.put("slowest", advice.slowest());
        return Response.json(answer);
    }

    private static ObjectNode node(Evaluators.Seen seen) {
        EvaluatorStatus status = seen.status();
        ObjectNode node = Json.object();
        node.put("id", status.getEvaluator());
        node.put("state", seen.alive() ? "alive" : status.getLeft() ? "stopped" : "silent");
        node.put("host", status.getHost());
        node.put("version", status.getVersion());
        node.put("threads", status.getThreads());
        node.put("started", status.getStarted().toString());
        node.put("seen", seen.seen());
        ArrayNode slots = node.putArray("slots");
        if (!status.getSlots().isEmpty()) {
            for (String slot : status.getSlots().split(",", -1)) {
                slots.add(Integer.parseInt(slot));
            }
        }
        node.put("blocks", status.getBlocks());
        node.put("candidates", status.getCandidates());
        node.put("failed", status.getFailed());
        node.put("waiting", status.getWaiting());
        node.put("lag", status.getLag());
        Json.put(node, "candidatesPerSecond", seen.candidatesPerSecond());
        Json.put(node, "busy", seen.busy());
        return node;
    }

    private Response work(Request request) {
        long to = request.number("to", clock.millis(), 0, Long.MAX_VALUE / 2);
        long seconds = request.number("seconds", 20, 1, LONGEST_SECONDS);
        ObjectNode answer = Json.object();
        answer.put("from", to - 1_000 * seconds);
        answer.put("to", to);
        ArrayNode list = answer.putArray("work");
        lanes.read(request.parameter("run"), to - 1_000 * seconds, to)
                .forEach(each -> list.addObject()
                        .put("evaluator", each.evaluator())
                        .put("run", each.run())
                        .put("generation", each.generation())
                        .put("first", each.first())
                        .put("count", each.count())
                        .put("shard", each.shard())
                        .put("attempt", each.attempt())
                        .put("end", each.end())
                        .put("milliseconds", each.milliseconds())
                        .put("failed", each.failed()));
        return Response.json(answer);
    }
}
