package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.registry.server.EmbeddedRegistry;
import dev.evoka.schemas.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A schema registry that is away: at the start processes wait for it and say so, later nobody needs it who knows the
/// schemas, and who comes meanwhile waits.
class RegistryFaultsIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String SPEC = Specs.linear("registry", 2, 150);

    @TempDir
    Path folder;

    private static EmbeddedRegistry open(Cluster cluster, int port) throws Exception {
        return new EmbeddedRegistry(String.valueOf(cluster.client().get("bootstrap.servers")), port);
    }

    @Test
    void isWaitedForAndNotMissedByWhoKnowsTheSchemas() throws Exception {
        int port = Cluster.freePort();
        try (Cluster cluster = new Cluster(folder)) {
            cluster.useRegistry(port);
            JavaProcess coordinator = cluster.startCoordinator("coordinator-1");
            JavaProcess evaluator = cluster.startEvaluator("evaluator-1");
            Await.until("both say what they wait for", LIMIT, () -> says(coordinator, port) && says(evaluator, port));
            assertThat(cluster.processes()).allMatch(JavaProcess::alive);
            EmbeddedRegistry first = open(cluster, port);
            Run undisturbed = cluster.submit(SPEC, "-undisturbed");
            try (Follower follower = new Follower(cluster.client(), undisturbed.getRun())) {
                assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
            }
            Run run = cluster.submit(SPEC, "-away");
            try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                follower.awaitGeneration(10, LIMIT);
                first.close();
                long then = follower.generation();
                JavaProcess late = cluster.startEvaluator("evaluator-2");
                Await.until("the late one says what it waits for", LIMIT, () -> says(late, port));
                follower.awaitGeneration(Math.min(then + 20, 140), LIMIT);
                EmbeddedRegistry second = open(cluster, port);
                late.awaitReady();
                assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
                Guarantees.check(Transcript.of(cluster.client(), run), Transcript.of(cluster.client(), undisturbed));
                second.close();
            }
            assertThat(cluster.processes()).allMatch(JavaProcess::alive);
        }
    }

    private static boolean says(JavaProcess process, int port) {
        return process.log().stream().anyMatch(line -> line.contains("waiting") && line.contains("localhost:" + port));
    }
}
