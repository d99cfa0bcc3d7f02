package dev.evoka.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.log.RunModel;
import dev.evoka.schemas.Run;
import dev.evoka.training.SmallModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes are killed with SIGKILL while a model is trained, and every bit of the model is as if nothing had been.
class TrainingKillsIT {

    private static final int GENERATIONS = 300;
    private static final int CHECKPOINT = 40;

    /// Kills of each kind of process. More make a longer test.
    private static final int KILLS = Integer.getInteger("evoka.faults.kills", 9) / 3;

    private static final long SEED = Long.getLong("evoka.faults.seed", 1);
    private static final Duration STEP_LIMIT = Duration.ofSeconds(60);
    private static final String SPEC =
            SmallModel.spec("trained", "{algorithm: zeroth-order, population: 6}", GENERATIONS, CHECKPOINT, 2);

    /// What came out.
    ///
    /// @param digest digest of the weights after all updates
    private record Outcome(List<String> progress, String digest) {

        static Outcome of(Cluster cluster, Run run) throws InterruptedException {
            Transcript transcript = Transcript.of(cluster.client(), run);
            Guarantees.everyGenerationIsToldOnce(transcript);
            Guarantees.everyBlockIsAnswered(transcript);
            try (RunModel model = RunModel.open(cluster.client(), run.getRun(), GENERATIONS)) {
                assertThat(model.newest(STEP_LIMIT)).hasValue(GENERATIONS);
                assertThat(model.reach(GENERATIONS, STEP_LIMIT)).isTrue();
                return new Outcome(
                        transcript.generations().values().stream()
                                .map(Transcript::bits)
                                .toList(),
                        HexFormat.of().formatHex(model.model().base().digest()));
            }
        }
    }

    @Test
    void leaveEveryBitOfAModelAsItIs(@TempDir Path folder) throws Exception {
        SmallModel.write(folder);
        try (Cluster cluster = new Cluster(folder)) {
            JavaProcess coordinator = cluster.startCoordinator("coordinator-1");
            List<JavaProcess> working = new ArrayList<>();
            working.add(cluster.startEvaluator("evaluator-1"));
            Run undisturbed = cluster.submit(SPEC, "-undisturbed");
            try (Follower follower = new Follower(cluster.client(), undisturbed.getRun())) {
                assertThat(follower.awaitEnd(STEP_LIMIT.multipliedBy(2)))
                        .as(follower.reason())
                        .isEqualTo("finished");
            }
            working.add(cluster.startEvaluator("evaluator-2"));
            Run disturbed = cluster.submit(SPEC, "-disturbed");
            try (Follower follower = new Follower(cluster.client(), disturbed.getRun())) {
                for (Kills.Kill kill : Kills.plan(SEED, KILLS, GENERATIONS - 10)) {
                    follower.awaitGeneration(kill.generation(), STEP_LIMIT);
                    Await.pass(Duration.ofNanos(1_000 * kill.microseconds()));
                    JavaProcess victim = switch (kill.victim()) {
                        case BROKER -> cluster.broker();
                        case COORDINATOR -> coordinator;
                        case EVALUATOR -> working.get(kill.number() % working.size());
                    };
                    victim.kill();
                    victim.start();
                }
                assertThat(follower.awaitEnd(STEP_LIMIT.multipliedBy(2)))
                        .as(follower.reason())
                        .isEqualTo("finished");
            }
            assertThat(Outcome.of(cluster, disturbed)).isEqualTo(Outcome.of(cluster, undisturbed));
        }
    }
}
