package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.Run;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evaluators that share blocks one by one keep the promises that evaluators with slots keep.
class PooledIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int GENERATIONS = 300;
    private static final String SPEC = Specs.linear("pooled", 1, GENERATIONS);

    @TempDir
    Path folder;

    private static JavaProcess pooled(Cluster cluster, String id) {
        return cluster.startEvaluator(id, "--assignment", "pooled");
    }

    private static void awaitEnd(Follower follower) {
        assertThat(follower.awaitEnd(LIMIT.multipliedBy(2))).isEqualTo("finished");
    }

    @Test
    void killsLeaveEveryBitAsItIsWithSlots() {
        try (Cluster cluster = new Cluster(folder)) {
            JavaProcess coordinator =
                    cluster.startCoordinator("coordinator-1", "--slots", "1").awaitReady();
            JavaProcess sharded = cluster.startEvaluator("sharded-1");
            Run first = cluster.submit(SPEC, "-sharded");
            try (Follower follower = new Follower(cluster.client(), first.getRun())) {
                awaitEnd(follower);
            }
            Transcript expected = Transcript.of(cluster.client(), first);
            sharded.stop();

            JavaProcess one = pooled(cluster, "pooled-1");
            JavaProcess two = pooled(cluster, "pooled-2");
            Run run = cluster.submit(SPEC, "-pooled");
            try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                follower.awaitGeneration(30, LIMIT);
                one.kill();
                follower.awaitGeneration(60, LIMIT);
                one.start();
                two.freeze();
                follower.awaitGeneration(100, LIMIT);
                two.thaw();
                coordinator.kill();
                coordinator.start();
                follower.awaitGeneration(150, LIMIT);
                cluster.broker().kill();
                cluster.broker().start();
                follower.awaitGeneration(200, LIMIT);
                two.stop();
                awaitEnd(follower);
            }
            assertThat(two.exitCode()).isEqualTo(143);
            Guarantees.check(Transcript.of(cluster.client(), run), expected);
        }
    }

    /// Records that Prometheus reads an evaluator has taken from its group.
    private static double consumed(int port) throws IOException {
        try (InputStream metrics = URI.create("http://localhost:%d/metrics".formatted(port))
                .toURL()
                .openStream()) {
            return new String(metrics.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("kafka_consumer_share_fetch_manager_records_consumed_total{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    @Test
    void moreEvaluatorsThanSlotsFindWork() throws IOException {
        try (Cluster cluster = new Cluster(folder)) {
            cluster.startCoordinator("coordinator-1", "--slots", "1", "--blocks", "12")
                    .awaitReady();
            int port = Cluster.freePort();
            cluster.startEvaluator("pooled-1", "--assignment", "pooled", "--http-port", Integer.toString(port));
            pooled(cluster, "pooled-2");
            pooled(cluster, "pooled-3");
            Run run = cluster.submit(Specs.linear("crowd", 1, GENERATIONS), "");
            try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                awaitEnd(follower);
            }
            List<String> evaluators = Transcript.of(cluster.client(), run).answers().stream()
                    .map(answer -> answer.getEvaluator())
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(evaluators).containsExactly("pooled-1", "pooled-2", "pooled-3");
            long answered = Transcript.of(cluster.client(), run).answers().stream()
                    .filter(answer -> answer.getEvaluator().equals("pooled-1"))
                    .count();
            // Kafka counts a record when its member polls again: the last of each of the two members may be missing.
            assertThat(consumed(port)).isGreaterThanOrEqualTo(answered - 2.0).isPositive();
        }
    }

    /// After five deliveries Kafka archives a record of a share group without a word: nobody is given it any more. Here
    /// a
    /// member that gives back whatever it is given uses them up, before there is any evaluator.
    @Test
    void whatKafkaArchivedIsGivenOutAgain() {
        try (Cluster cluster = new Cluster(folder)) {
            cluster.startCoordinator("coordinator-1", "--slots", "1").awaitReady();
            Run run;
            List<Long> archived;
            try (Refuser refuser = new Refuser(cluster.client())) {
                run = cluster.submit(Specs.linear("archived", 1, 20), "");
                archived = refuser.archive(LIMIT);
            }
            assertThat(archived).isNotEmpty();
            pooled(cluster, "pooled-1");
            try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                awaitEnd(follower);
            }
            Transcript transcript = Transcript.of(cluster.client(), run);
            Guarantees.everyGenerationIsToldOnce(transcript);
            Guarantees.everyBlockIsAnswered(transcript);
            assertThat(transcript.answers().stream().filter(each -> each.getGeneration() == 0))
                    .allMatch(answer -> answer.getAttempt() > 0);
        }
    }
}
