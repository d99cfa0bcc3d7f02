package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Processes are killed with SIGKILL at random moments of a run, and the run ends as if nothing had been.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsIT {

    private static final int GENERATIONS = 500;

    /// Kills of each kind of process, over all tests. More make a longer test.
    private static final int KILLS = Integer.getInteger("evoka.faults.kills", 21);

    private static final int KILLS_IN_A_RUN = 7;
    private static final long SEED = Long.getLong("evoka.faults.seed", 1);
    private static final Duration STEP_LIMIT = Duration.ofSeconds(60);

    private static final String SPEC = Specs.linear("kills", 2, GENERATIONS);

    @TempDir
    static Path folder;

    private Transcript undisturbed;

    @BeforeAll
    void runUndisturbed() {
        try (Cluster cluster = new Cluster(folder)) {
            cluster.startCoordinator("coordinator-1");
            cluster.startEvaluator("evaluator-1");
            Run run = cluster.submit(SPEC, "-undisturbed");
            try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                assertThat(follower.awaitEnd(STEP_LIMIT.multipliedBy(2))).isEqualTo("finished");
            }
            undisturbed = Transcript.of(cluster.client(), run);
        }
        assertThat(undisturbed.generations()).hasSize(GENERATIONS);
        Guarantees.check(undisturbed, undisturbed);
    }

    @ParameterizedTest(name = "{0} evaluators")
    @CsvSource({"1, 0, 0", "3, 0, 0", "8, 150, 300"})
    void leaveEveryBitAsItIs(int evaluators, long addedAt, long removedAt, @TempDir Path own) {
        int runs = Math.ceilDiv(KILLS, 3 * KILLS_IN_A_RUN);
        try (Cluster cluster = new Cluster(own)) {
            JavaProcess coordinator = cluster.startCoordinator("coordinator-1");
            List<JavaProcess> working = new ArrayList<>();
            for (int i = 1; i <= evaluators; i++) {
                working.add(cluster.startEvaluator("evaluator-" + i));
            }
            for (int i = 0; i < runs; i++) {
                long seed = SEED + 1_000L * evaluators + i;
                Run run = cluster.submit(SPEC, "-" + seed);
                List<Kills.Kill> kills = Kills.plan(seed, KILLS_IN_A_RUN, GENERATIONS - 10);
                try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                    boolean added = addedAt == 0;
                    boolean removed = removedAt == 0;
                    for (Kills.Kill kill : kills) {
                        if (!added && kill.generation() >= addedAt) {
                            follower.awaitGeneration(addedAt, STEP_LIMIT);
                            working.add(cluster.startEvaluator("added-" + seed));
                            added = true;
                        }
                        if (!removed && kill.generation() >= removedAt) {
                            follower.awaitGeneration(removedAt, STEP_LIMIT);
                            working.removeFirst().stop();
                            removed = true;
                        }
                        follower.awaitGeneration(kill.generation(), STEP_LIMIT);
                        Await.pass(Duration.ofNanos(1_000 * kill.microseconds()));
                        JavaProcess victim = switch (kill.victim()) {
                            case BROKER -> cluster.broker();
                            case COORDINATOR -> coordinator;
                            case EVALUATOR -> working.get(kill.number() % working.size());
                        };
                        assertThat(victim.alive()).as(victim.name()).isTrue();
                        victim.kill();
                        victim.start();
                    }
                    assertThat(follower.awaitEnd(STEP_LIMIT.multipliedBy(2))).isEqualTo("finished");
                }
                Guarantees.check(Transcript.of(cluster.client(), run), undisturbed);
            }
            assertThat(coordinator.alive()).isTrue();
            assertThat(working).allMatch(JavaProcess::alive);
        }
    }
}
