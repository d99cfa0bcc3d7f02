package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.coordinator.topology.StreamsSettings;
import dev.evoka.schemas.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Several coordinators: they share the runs, take over from each other, and bear it when one wakes up that was taken
/// for dead.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoordinatorsIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String SPEC = Specs.linear("coordinators", 2, 200);

    @TempDir
    static Path folder;

    private Cluster cluster;
    private JavaProcess first;
    private JavaProcess second;
    private Transcript undisturbed;

    @BeforeAll
    void start() {
        cluster = new Cluster(folder);
        first = cluster.startCoordinator("coordinator-1");
        cluster.startEvaluator("evaluator-1");
        cluster.startEvaluator("evaluator-2");
        Run run = cluster.submit(SPEC, "-undisturbed");
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        undisturbed = Transcript.of(cluster.client(), run);
        second = cluster.startCoordinator("coordinator-2", "--slots", "5").awaitReady();
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    private static boolean says(JavaProcess coordinator, String what, String run) {
        return coordinator.log().stream().anyMatch(line -> line.contains(what) && line.contains(run));
    }

    @Test
    void haveTheSlotsThatTheTopicHasWhateverTheyAreStartedWith() {
        assertThat(second.log())
                .contains(
                        "evoka: evoka.candidates has 16 partitions, so there are as many slots: --slots 5 is for the first coordinator of a cluster");
    }

    @Test
    void shareTheRunsAndTakeThemOver() {
        cluster.awaitMembers(StreamsSettings.APPLICATION, 2);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            runs.add(cluster.submit(SPEC, "-shared-" + i));
        }
        List<Follower> followers = new ArrayList<>();
        for (Run run : runs) {
            followers.add(new Follower(cluster.client(), run.getRun()));
        }
        followers.forEach(follower -> follower.awaitGeneration(5, LIMIT));
        List<Run> ofFirst = runs.stream()
                .filter(run -> says(first, "run started", run.getRun()))
                .toList();
        assertThat(ofFirst).isNotEmpty().hasSizeLessThan(6);
        assertThat(runs).allMatch(run -> ofFirst.contains(run) ^ says(second, "run started", run.getRun()));
        first.kill();
        for (int i = 0; i < 6; i++) {
            assertThat(followers.get(i).awaitEnd(LIMIT)).isEqualTo("finished");
            followers.get(i).close();
            Guarantees.check(Transcript.of(cluster.client(), runs.get(i)), undisturbed);
        }
        assertThat(ofFirst).allMatch(run -> says(second, "run recovered", run.getRun()));
        first.start().awaitReady();
    }

    @Test
    void bearASleeperThatWakesUp() {
        cluster.awaitMembers(StreamsSettings.APPLICATION, 2);
        Run run = cluster.submit(SPEC, "-sleeper");
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            follower.awaitGeneration(20, LIMIT);
            for (int i = 0; i < 4; i++) {
                JavaProcess sleeper = i % 2 == 0 ? first : second;
                JavaProcess other = i % 2 == 0 ? second : first;
                sleeper.freeze();
                // The other goes on with the run, if it was the sleeper's, when the session is over.
                follower.awaitGeneration(follower.generation() + 30, LIMIT);
                sleeper.thaw();
                follower.awaitGeneration(follower.generation() + 5, LIMIT);
                // Whoever finds the state now finds what both wrote.
                other.kill();
                other.start();
                follower.awaitGeneration(follower.generation() + 5, LIMIT);
            }
            assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
        }
        first.awaitReady();
        second.awaitReady();
        Guarantees.check(Transcript.of(cluster.client(), run), undisturbed);
    }

    @Test
    void endWithAReasonWhenAnotherHasTheirName() {
        JavaProcess third = cluster.startCoordinator("coordinator-3").awaitReady();
        JavaProcess namesake = cluster.startCoordinator("coordinator-3").awaitReady();
        Await.until("the older one has ended", LIMIT, () -> !third.alive());
        assertThat(third.exitCode()).isEqualTo(1);
        assertThat(third.log())
                .contains("evoka: another coordinator has the same instance name: give each its own with --instance");
        assertThat(namesake.alive()).isTrue();
        namesake.stop();
    }
}
