package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the work is cut and who does it never changes a bit.
class SameBitsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int GENERATIONS = 60;

    @TempDir
    Path folder;

    private static Transcript run(Cluster cluster, int shards, String suffix) {
        Run run = cluster.submit(Specs.linear("same", shards, GENERATIONS), suffix);
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        return Transcript.of(cluster.client(), run);
    }

    @Test
    void withAnyNumberOfShardsBlocksAndEvaluators() {
        try (Cluster cluster = new Cluster(folder)) {
            JavaProcess coordinator = cluster.startCoordinator("coordinator-1");
            cluster.startEvaluator("evaluator-1");
            Transcript expected = run(cluster, 1, "-1-evaluator");
            assertThat(expected.generations()).hasSize(GENERATIONS);
            Guarantees.check(run(cluster, 7, "-1-evaluator"), expected);

            cluster.startEvaluator("evaluator-2");
            cluster.startEvaluator("evaluator-3");
            Guarantees.check(run(cluster, 2, "-3-evaluators"), expected);

            coordinator.stop();
            JavaProcess one = cluster.startCoordinator("coordinator-1", "--blocks", "1");
            Guarantees.check(run(cluster, 2, "-1-block"), expected);

            one.stop();
            cluster.startCoordinator("coordinator-1", "--blocks", "9");
            for (int i = 4; i <= 8; i++) {
                cluster.startEvaluator("evaluator-" + i);
            }
            Guarantees.check(run(cluster, 7, "-8-evaluators"), expected);
            Guarantees.check(run(cluster, 1, "-9-blocks"), expected);
        }
    }
}
