package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Candidates that an objective cannot bear.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String SPEC = """
            name: poison
            objective: {java: poisonous-sphere, timeout: 1s}
            parameters: {dimension: 4, bounds: [-5, 5]}
            optimizer: {algorithm: differential-evolution, population: 16}
            stop: {generations: 15}
            failures: {attempts: 2, allowed: ALLOWED}
            """;

    @TempDir
    static Path folder;

    private Cluster cluster;

    @BeforeAll
    void start() {
        cluster = new Cluster(folder);
        cluster.startCoordinator("coordinator-1");
        cluster.startEvaluator("evaluator-1");
        cluster.startEvaluator("evaluator-2");
    }

    @AfterAll
    void close() {
        assertThat(cluster.processes()).allMatch(JavaProcess::alive);
        cluster.close();
    }

    private Transcript run(String allowed, String suffix) {
        Run run = cluster.submit(SPEC.replace("ALLOWED", allowed), suffix);
        try (Follower follower = new Follower(cluster.client(), run.getRun())) {
            follower.awaitEnd(LIMIT);
        }
        return Transcript.of(cluster.client(), run);
    }

    @Test
    void areFailedAndTheRunGoesOnTheSameEachTime() {
        Transcript first = run("1", "-first");
        Transcript second = run("1", "-second");
        Guarantees.everyGenerationIsToldOnce(first);
        Guarantees.sameBits(second, first);
        Progress end = first.progress().getLast();
        assertThat(end.getState()).isEqualTo("finished");
        assertThat(end.getFailed()).isPositive();
        assertThat(end.getBest()).isFinite();
        assertThat(first.answers())
                .extracting(BlockFitness::getFailure)
                .contains("IllegalStateException: it throws", "StackOverflowError: it calls itself")
                .contains("took longer than 1s (objective.timeout)");
    }

    @Test
    void failTheRunWithTheReasonWhenTheyAreTooMany() {
        Progress end = run("0", "-intolerant").progress().getLast();
        assertThat(end.getState()).isEqualTo("failed");
        assertThat(end.getReason())
                .matches("[0-9]+ of 16 candidates of generation [0-9]+ failed, more than failures.allowed 0.0; "
                        + "candidate [0-9]+ on shard 0: (IllegalStateException: it throws|StackOverflowError: it calls itself|"
                        + "took longer than 1s \\(objective.timeout\\))");
    }
}
