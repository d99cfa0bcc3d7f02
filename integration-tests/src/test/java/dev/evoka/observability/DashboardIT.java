package dev.evoka.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evoka.faults.Await;
import dev.evoka.faults.Cluster;
import dev.evoka.faults.JavaProcess;
import dev.evoka.faults.Specs;
import dev.evoka.observability.Dashboard.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every query of the dashboard finds something while a run goes on: asked of a real Prometheus, which reads a
/// coordinator
/// and two evaluators. Skipped with a line where Prometheus is not installed.
class DashboardIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);
    private static final Pattern ADDRESS = Pattern.compile("is ready: .*:(\\d+)");

    @TempDir
    Path folder;

    @BeforeAll
    static void skipWithoutPrometheus() throws InterruptedException {
        boolean installed = Prometheus.installed();
        if (!installed) {
            System.err.println(
                    "DashboardIT: skipped: prometheus is not installed (Debian: apt-get install prometheus)");
        }
        assumeTrue(installed, "prometheus is not installed");
    }

    private static int port(JavaProcess coordinator) {
        return coordinator.log().stream()
                .flatMap(line -> ADDRESS.matcher(line).results())
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no address in " + coordinator.log()));
    }

    private static boolean answered(Prometheus prometheus, Query query) {
        try {
            return prometheus.query(query.expression()).stream()
                    .anyMatch(sample -> Double.isFinite(sample.value())
                            && sample.labels().keySet().containsAll(query.labels()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyQueryFindsSomethingWhileARunGoesOn() throws Exception {
        try (Cluster cluster = new Cluster(folder)) {
            int coordinator = port(
                    cluster.startCoordinator("coordinator-1", "--slots", "2").awaitReady());
            List<Integer> evaluators = List.of(Cluster.freePort(), Cluster.freePort());
            for (int port : evaluators) {
                cluster.startEvaluator("evaluator-" + port, "--http-port", Integer.toString(port));
            }
            try (Prometheus prometheus =
                    new Prometheus(folder, Map.of("coordinator", List.of(coordinator), "evaluator", evaluators))) {
                cluster.submit(Specs.linear("dashboard", 1, 1_000_000), "");
                List<Query> silent = new ArrayList<>(Dashboard.queries());
                assertThat(silent).hasSizeGreaterThan(10);
                long end = System.nanoTime() + LIMIT.toNanos();
                while (!silent.isEmpty() && System.nanoTime() < end) {
                    Await.pass(BETWEEN_QUESTIONS);
                    silent.removeIf(query -> answered(prometheus, query));
                }
                assertThat(silent).as("queries that find nothing").isEmpty();
                for (Query query : Dashboard.queries()) {
                    assertThat(prometheus.query(query.expression()))
                            .extracting(sample -> query.legend(sample.labels()))
                            .as("legends of %s", query.panel())
                            .doesNotHaveDuplicates();
                }
                assertThat(prometheus.query("sum(rate(evoka_evaluator_evaluations_total[30s]))"))
                        .singleElement()
                        .satisfies(sample -> assertThat(sample.value()).isPositive());
            }
        }
    }

    @Test
    void prometheusUnderstandsItsConfiguration() throws Exception {
        Prometheus.Output said = Prometheus.checkShipped();
        assertThat(said.code()).as(said.text()).isZero();
    }
}
