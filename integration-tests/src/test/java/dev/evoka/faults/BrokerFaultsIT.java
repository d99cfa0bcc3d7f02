package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Broker and registry stand still, or are away, in the middle of a run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerFaultsIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String SPEC = Specs.linear("broker", 2, 150);

    @TempDir
    static Path folder;

    private Cluster cluster;
    private Transcript undisturbed;

    @BeforeAll
    void start() {
        cluster = new Cluster(folder);
        cluster.startCoordinator("coordinator-1");
        cluster.startEvaluator("evaluator-1");
        cluster.startEvaluator("evaluator-2");
        Run run = cluster.submit(SPEC, "-undisturbed");
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        undisturbed = Transcript.of(cluster.client(), run);
    }

    @AfterAll
    void close() {
        assertThat(cluster.processes()).allMatch(JavaProcess::alive);
        cluster.close();
    }

    private void check(Run run, Follower follower) {
        assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        Guarantees.check(Transcript.of(cluster.client(), run), undisturbed);
    }

    @Test
    void aBrokerThatStandsStillForTenSeconds() {
        Run run = cluster.submit(SPEC, "-frozen");
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            follower.awaitGeneration(50, LIMIT);
            cluster.broker().freeze();
            Await.pass(Duration.ofSeconds(10));
            cluster.broker().thaw();
            check(run, follower);
        }
    }

    @Test
    void aBrokerThatIsStoppedAndStartedAgain() {
        Run run = cluster.submit(SPEC, "-restarted");
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            follower.awaitGeneration(50, LIMIT);
            cluster.broker().stop();
            cluster.broker().start();
            check(run, follower);
        }
    }

    @Test
    void processesThatAreStartedWhileBrokerAndRegistryAreAway() {
        Run run = cluster.submit(SPEC, "-away");
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            follower.awaitGeneration(50, LIMIT);
            cluster.broker().kill();
            cluster.processes().stream()
                    .filter(each -> each != cluster.broker())
                    .forEach(each -> {
                        each.kill();
                        each.start();
                    });
            Await.pass(Duration.ofSeconds(3));
            cluster.broker().start();
            check(run, follower);
        }
    }
}
