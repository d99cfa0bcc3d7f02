package dev.evoka.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.log.RunModel;
import dev.evoka.evaluator.service.EvaluatorService;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A model's weights are trained through Kafka: only indices and scalars travel, and whoever reads the log holds the
/// same bits.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingIT {

    private static final int UPDATES = 1_000;
    private static final int CHECKPOINT = 100;
    private static final String OPTIMIZER = "{algorithm: evolution-strategy, pairs: 3, sigma: 0.05, learningRate: 0.3}";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /// What came out of a run.
    private record Outcome(
            List<String> progress, Map<Long, Map<String, String>> digests, String exported, double error) {

        static Outcome of(Stage stage, Run run, RunLog log) throws InterruptedException {
            Progress end = log.awaitEnd().last();
            assertThat(end.getState()).as(end.getReason()).isEqualTo("finished");
            try (RunModel model = RunModel.open(stage.client(), run.getRun(), UPDATES)) {
                assertThat(model.reach(UPDATES, LIMIT)).isTrue();
                String exported = HexFormat.of().formatHex(model.model().base().digest());
                Map<Long, Map<String, String>> digests =
                        Answers.of(stage.client(), run.getRun()).digests();
                return new Outcome(log.bits(), digests, exported, end.getBest());
            }
        }

        /// All digests of a checkpoint.
        Set<String> at(long generation) {
            return new HashSet<>(digests.getOrDefault(generation, Map.of()).values());
        }

        /// Everybody who said a digest.
        Set<String> evaluators() {
            Set<String> all = new HashSet<>();
            digests.values().forEach(each -> all.addAll(each.keySet()));
            return all;
        }
    }

    @Test
    void givesTheSameBitsToOneEvaluatorAndToFiveThatComeAndGo() throws Exception {
        SmallModel.write(folder);
        Outcome alone;
        Outcome two;
        Outcome five;
        try (Stage stage = new Stage(folder, OptionalInt.of(Stage.SLOTS))) {
            EvaluatorService first = stage.evaluator("first");
            Run run = stage.submit(SmallModel.spec("bits", OPTIMIZER, UPDATES + 1, CHECKPOINT, 1), "-1");
            try (RunLog log = new RunLog(stage.client(), run.getRun())) {
                alone = Outcome.of(stage, run, log);
            }
            run = stage.submit(SmallModel.spec("bits", OPTIMIZER, UPDATES + 1, CHECKPOINT, 1), "-2");
            try (RunLog log = new RunLog(stage.client(), run.getRun())) {
                log.awaitGeneration(150);
                Run resumed = stage.evaluatorDuringPause("late", run);
                log.awaitGeneration(300);
                first.close();
                stage.evaluatorDuringPause("first-again", resumed);
                two = Outcome.of(stage, run, log);
            }
            for (String each : List.of("third", "fourth", "fifth")) {
                stage.evaluator(each);
            }
            run = stage.submit(SmallModel.spec("bits", OPTIMIZER, UPDATES + 1, CHECKPOINT, Stage.SLOTS), "-5");
            try (RunLog log = new RunLog(stage.client(), run.getRun())) {
                five = Outcome.of(stage, run, log);
            }
        }
        assertThat(alone.error()).isLessThan(3.5);
        assertThat(alone.at(UPDATES)).containsExactly(alone.exported());
        for (Outcome other : List.of(two, five)) {
            assertThat(other.progress()).isEqualTo(alone.progress());
            assertThat(other.exported()).isEqualTo(alone.exported());
            for (long generation = CHECKPOINT; generation <= UPDATES; generation += CHECKPOINT) {
                assertThat(other.at(generation)).isEqualTo(alone.at(generation)).hasSize(1);
            }
        }
        assertThat(two.evaluators()).contains("first", "late", "first-again");
        assertThat(five.evaluators()).hasSize(5);
    }
}
