package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.run.Transition;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import java.util.List;

/// Runs as JSON.
final class RunJson {

    private RunJson() {}

    /// What a list shows of a run.
    static ObjectNode summary(RunStatus status) {
        ObjectNode node = Json.object();
        node.put("id", status.id());
        node.put("name", status.run().getName());
        node.put("state", status.state().word());
        node.put("reason", status.reason());
        node.put("submitter", status.run().getSubmitter());
        node.put("submitted", status.run().getSubmitted().toString());
        node.put("origin", status.run().getOrigin());
        node.put("changed", status.changed());
        node.put(
                "dimension",
                Math.max(status.run().getWeights(), status.run().getParameters().size()));
        status.newest()
                .ifPresentOrElse(
                        point -> {
                            node.put("generations", point.generation() + 1);
                            node.put("evaluations", point.evaluations());
                            node.put("failed", point.failed());
                            Json.put(node, "best", point.best());
                            Json.put(node, "sigma", point.sigma());
                            Json.put(node, "seconds", point.seconds());
                        },
                        () -> {
                            node.put("generations", 0);
                            node.put("evaluations", 0);
                            node.put("failed", 0);
                            node.putNull("best");
                            node.putNull("sigma");
                            node.put("seconds", 0.0);
                        });
        Json.put(node, "evaluationsPerSecond", status.evaluationsPerSecond());
        Json.put(node, "share", status.share().orElse(Double.NaN));
        return node;
    }

    /// All that is known of a run but its course.
    static ObjectNode whole(RunStatus status) {
        ObjectNode node = summary(status);
        ArrayNode transitions = node.putArray("transitions");
        for (Transition transition : Transition.values()) {
            if (transition.allowedIn(status.state())) {
                transitions.add(transition.word());
            }
        }
        status.best()
                .ifPresentOrElse(
                        best -> node.put("bestGeneration", best.getGeneration()), () -> node.putNull("bestGeneration"));
        node.put("measure", status.run().getMeasure());
        node.put("classes", status.run().getClasses());
        node.put("shards", status.run().getShards());
        node.set("spec", Json.own(status.run().getSpec()));
        if (!status.run().getStop().isEmpty()) {
            node.set("stop", Json.own(status.run().getStop()));
        }
        ArrayNode events = node.putArray("events");
        status.events()
                .forEach(event -> events.addObject()
                        .put("time", event.milliseconds())
                        .put("state", event.state().word())
                        .put("reason", event.reason()));
        return node;
    }

    /// Points, column by column: shorter than point by point, and what charts take.
    static ObjectNode columns(List<Point> points) {
        ObjectNode node = Json.object();
        ArrayNode generation = node.putArray("generation");
        ArrayNode evaluations = node.putArray("evaluations");
        ArrayNode seconds = node.putArray("seconds");
        ArrayNode best = node.putArray("best");
        ArrayNode least = node.putArray("least");
        ArrayNode lower = node.putArray("lower");
        ArrayNode median = node.putArray("median");
        ArrayNode upper = node.putArray("upper");
        ArrayNode sigma = node.putArray("sigma");
        ArrayNode failed = node.putArray("failed");
        for (Point point : points) {
            generation.add(point.generation());
            evaluations.add(point.evaluations());
            Json.add(seconds, point.seconds());
            Json.add(best, point.best());
            Json.add(least, point.least());
            Json.add(lower, point.lower());
            Json.add(median, point.median());
            Json.add(upper, point.upper());
            Json.add(sigma, point.sigma());
            failed.add(point.failed());
        }
        return node;
    }
}
