package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.schemas.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two stacks on one broker know nothing of each other.
class StacksIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int GENERATIONS = 40;

    @TempDir
    Path folder;

    private static List<String> runs(Cluster cluster, String topic) {
        return new TopicReader(cluster.client())
                .records(topic).stream().map(each -> each.key()).distinct().toList();
    }

    private static JavaProcess start(Cluster cluster, String name, String ready, String... arguments) {
        return cluster.startInStack("other", name, ready, arguments);
    }

    @Test
    void runsOfOneAreNotSeenByTheOther() throws IOException {
        Path spec = Files.writeString(folder.resolve("other.yaml"), Specs.linear("other", 1, GENERATIONS));
        try (Cluster cluster = new Cluster(folder)) {
            cluster.startCoordinator("coordinator-1", "--slots", "2").awaitReady();
            cluster.startEvaluator("evaluator-1");
            // The same names as in the first stack, and another number of slots.
            start(cluster, "other-coordinator", "is ready", "coordinator", "--http-port", "0", "--slots", "3")
                    .awaitReady();
            start(cluster, "other-evaluator", "is up", "evaluator", "--id", "evaluator-1", "--threads", "1");
            Run run = cluster.submit(Specs.linear("one", 1, GENERATIONS), "");
            JavaProcess other = start(cluster, "other-run", "generation", "run", spec.toString());
            try (Follower follower = new Follower(cluster.client(), run.getRun())) {
                assertThat(follower.awaitEnd(LIMIT)).isEqualTo("finished");
            }
            Await.until("the run of the other stack is finished", LIMIT, () -> !other.alive());
            assertThat(other.exitCode()).as(String.join("\n", other.log())).isZero();
            for (String topic : List.of("runs", "progress", "best", "fitness", "candidates")) {
                assertThat(runs(cluster, "evoka." + topic)).containsExactly(run.getRun());
                assertThat(runs(cluster, "other." + topic))
                        .singleElement()
                        .asString()
                        .startsWith("other");
            }
        }
    }
}
