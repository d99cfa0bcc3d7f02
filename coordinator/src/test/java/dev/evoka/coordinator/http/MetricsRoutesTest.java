package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.view.Evaluators;
import dev.evoka.coordinator.view.Records;
import dev.evoka.coordinator.view.Runs;
import dev.evoka.meters.Meters;
import dev.evoka.schemas.EvaluatorStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsRoutesTest {

    private final Runs runs = new Runs();
    private final Evaluators evaluators = new Evaluators();
    private final Meters meters = new Meters(List.of());
    private final RequestCounters requests = new RequestCounters(meters.registry());
    private final MetricsRoutes routes =
            new MetricsRoutes(runs, evaluators, meters, InstantSource.fixed(Instant.ofEpochMilli(2_000)));

    @AfterEach
    void close() {
        meters.close();
    }

    private static EvaluatorStatus status(String id, long lag, boolean left) {
        return new EvaluatorStatus(id, "host", "1", 2, Instant.EPOCH, "0,1", 0L, 0L, 0L, 0.0, 0, lag, left);
    }

    @Test
    void showLivingRunsUntilTheyEnd() {
        runs.take(Records.run("a"), 1_001);
        runs.take(Records.progress("a", 3, "running"), 1_002);
        assertThat(routes.text())
                .contains("\nevoka_runs{state=\"running\"} 1.0\n", "\nevoka_runs{state=\"finished\"} 0.0\n")
                .contains("\nevoka_run_generations_total{run=\"a\"} 4.0\n")
                .contains("\nevoka_run_evaluations_total{run=\"a\"} 400.0\n")
                .contains("\nevoka_run_failed_total{run=\"a\"} 0.0\n")
                .contains("\nevoka_run_best_error{run=\"a\"} 0.25\n");
        runs.take(Records.progress("a", 4, "running"), 1_003);
        assertThat(routes.text()).contains("\nevoka_run_generations_total{run=\"a\"} 5.0\n");
        runs.take(Records.progress("a", 9, "finished"), 1_004);
        assertThat(routes.text())
                .contains("\nevoka_runs{state=\"running\"} 0.0\n", "\nevoka_runs{state=\"finished\"} 1.0\n")
                .doesNotContain("run=\"a\"");
    }

    @Test
    void showLivingEvaluatorsUntilTheyLeave() {
        runs.take(Records.run("a"), 1_001);
        runs.take(Records.progress("a", 3, "running"), 1_002);
        evaluators.take(status("e", 7, false), 1_000);
        evaluators.take(status("f", -1, false), 1_000);
        assertThat(routes.text())
                .contains("\nevoka_evaluators 2.0\n")
                .contains("\nevoka_evaluator_lag{evaluator=\"e\"} 7.0\n")
                .doesNotContain("evaluator=\"f\"")
                .containsPattern("\nevoka_evaluators_wanted [1-9]");
        evaluators.take(status("e", 7, true), 1_500);
        assertThat(routes.text()).contains("\nevoka_evaluators 1.0\n").doesNotContain("evaluator=\"e\"");
    }

    @Test
    void showRequestsAndTheJvm() {
        requests.count(200, 500_000_000);
        requests.count(200, 500_000_000);
        requests.count(404, 500_000_000);
        requests.opened();
        assertThat(routes.text())
                .contains("\nevoka_http_requests_total{status=\"200\"} 2.0\n")
                .contains("\nevoka_http_requests_total{status=\"404\"} 1.0\n")
                .contains("\nevoka_http_request_seconds_total 1.5\n")
                .contains("\nevoka_http_streams 1.0\n")
                .contains("\njvm_memory_used_bytes{area=\"heap\"", "\njvm_memory_max_bytes{area=\"heap\"")
                .contains("\nprocess_uptime_seconds ");
        requests.closed();
        assertThat(routes.text()).contains("\nevoka_http_streams 0.0\n");
    }
}
