package dev.evoka.coordinator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.coordinator.view.Point;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Server-Sent Events: what has changed, at most four times a second, however fast the records come.
final class EventRoutes {

    private static final long PAUSE_MILLISECONDS = 250;
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int MOST_POINTS = 200;

    private final Runs runs;

    EventRoutes(Runs runs) {
        this.runs = runs;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/events", (request, open) -> new Response.Events(this::all)),
                Route.get("/api/v1/runs/{run}/events", this::one));
    }

    /// Every change of any run, as summaries.
    private void all(EventStream out) throws IOException, InterruptedException {
        long seen = -1;
        while (true) {
            long version = runs.await(seen, SILENCE);
            if (version <= seen) {
                out.alive();
                continue;
            }
            ObjectNode data = Json.object();
            ArrayNode list = data.putArray("runs");
            runs.changedAfter(seen).forEach(run -> list.add(RunJson.summary(run)));
            if (seen < 0 || !list.isEmpty()) {
                out.send("runs", Long.toString(version), data);
            }
            seen = version;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        }
    }

    /// One run: its state and the points of its course that the client has not seen. A client that comes again says
    /// which it has: `after`, or the header `Last-Event-ID`.
    private Response one(Request request, List<String> open) {
        String id = open.getFirst();
        if (runs.run(id).isEmpty()) {
            throw Problem.notFound("there is no run " + id);
        }
        long asked = request.number("after", -1, -1, Long.MAX_VALUE);
        long after = Math.max(asked, lastEvent(request));
        return new Response.Events(out -> follow(out, id, after));
    }

    private static long lastEvent(Request request) {
        Optional<String> id = request.header("last-event-id");
        return id.isPresent() && id.get().matches("[0-9]{1,18}") ? Long.parseLong(id.get()) : -1;
    }

    private void follow(EventStream out, String id, long after) throws IOException, InterruptedException {
        long generation = after;
        long seen = -1;
        long version = -1;
        long alive = System.nanoTime();
        while (true) {
            RunStatus status = runs.run(id).orElseThrow(() -> Problem.notFound("there is no run " + id));
            if (status.version() > seen) {
                seen = status.version();
                List<Point> points = Thinning.to(runs.after(id, generation), MOST_POINTS);
                generation = points.isEmpty() ? generation : points.getLast().generation();
                ObjectNode data = Json.object();
                data.set("run", RunJson.whole(status));
                data.set("points", RunJson.columns(points));
                out.send("run", Long.toString(Math.max(0, generation)), data);
                alive = System.nanoTime();
            } else if (System.nanoTime() - alive > SILENCE.toNanos()) {
                out.alive();
                alive = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            version = runs.await(version, SILENCE);
        }
    }
}
