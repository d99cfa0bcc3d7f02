package dev.evoka.coordinator.http;

import dev.evoka.coordinator.view.Evaluators;
import dev.evoka.coordinator.view.RunStatus;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.meters.Meters;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/// Metrics for Prometheus.
final class MetricsRoutes {

    private final Runs runs;
    private final Evaluators evaluators;
    private final Meters meters;
    private final RunMeters runMeters;
    private final EvaluatorMeters evaluatorMeters;
    private final InstantSource clock;

    MetricsRoutes(Runs runs, Evaluators evaluators, Meters meters, InstantSource clock) {
        this.runs = runs;
        this.evaluators = evaluators;
        this.meters = meters;
        this.runMeters = new RunMeters(meters.registry());
        this.evaluatorMeters = new EvaluatorMeters(meters.registry());
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/metrics", (request, open) -> Response.of(200, Meters.TYPE, text().getBytes(StandardCharsets.UTF_8))));
    }

    /// All meters. Two who look at the same time see whole sets both.
    synchronized String text() {
        List<RunStatus> all = runs.all();
        runMeters.renew(all);
        evaluatorMeters.renew(runs.active(), evaluators.all(clock.millis()));
        return meters.text();
    }
}
