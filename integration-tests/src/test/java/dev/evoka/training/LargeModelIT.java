package dev.evoka.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.log.RunModel;
import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of ten million weights is trained with the same few bytes.
class LargeModelIT {

    private static final int GENERATIONS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void trainsTenMillionWeights() throws Exception {
        SmallModel.write(folder);
        TransformerGraph graph = new TransformerGraph(3, 512, 8, 16, 1024, 0);
        assertThat(graph.weights()).isGreaterThan(10_000_000);
        Files.write(folder.resolve("gpt.onnx"), graph.random(1).bytes());
        try (Stage stage = new Stage(folder)) {
            stage.evaluator("one");
            stage.evaluator("two");
            Run run = stage.submit(
                    SmallModel.spec("large", "{algorithm: zeroth-order, scale: rms, population: 4}", GENERATIONS, 4, 1)
                            .replace("length: 16", "length: 16, validationExamples: 4"),
                    "");
            assertThat(run.getWeights()).isEqualTo(graph.weights());
            try (RunLog log = new RunLog(stage.client(), run.getRun());
                    RunModel model = RunModel.open(stage.client(), run.getRun(), 4)) {
                Progress end = log.awaitEnd().last();
                assertThat(end.getState()).as(end.getReason()).isEqualTo("finished");
                assertThat(end.getFailed()).isZero();
                assertThat(model.reach(4, LIMIT)).isTrue();
                Map<String, String> digests =
                        Answers.of(stage.client(), run.getRun()).digests().getOrDefault(4L, Map.of());
                assertThat(digests.values())
                        .isNotEmpty()
                        .containsOnly(
                                HexFormat.of().formatHex(model.model().base().digest()));
            }
        }
    }
}
