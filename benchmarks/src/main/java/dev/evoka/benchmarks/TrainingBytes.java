package dev.evoka.benchmarks;

import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// What a candidate costs on the wire when model weights are trained: the bytes of evoka.candidates, evoka.fitness and
/// evoka.updates as they lie on the broker, whatever the model's size.
final class TrainingBytes {

    private static final int GENERATIONS = 300;
    private static final List<String> TOPICS =
            List.of(Topic.CANDIDATES.topicName(), Topic.FITNESS.topicName(), Topic.UPDATES.topicName());

    private TrainingBytes() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("| weights | optimizer | candidates | blocks | bytes a candidate |");
        System.out.println("|---|---|---|---|---|");
        TransformerGraph small = new TransformerGraph(1, 8, 2, 16, 128, 0);
        TransformerGraph large = new TransformerGraph(2, 64, 4, 16, 128, 0);
        measure(small, "zeroth-order, population: 8", 1);
        measure(large, "zeroth-order, population: 8", 1);
        measure(small, "zeroth-order, population: 16", 1);
        measure(small, "zeroth-order, population: 32", 2);
        measure(small, "evolution-strategy, pairs: 64", 4);
        measure(small, "genetic-algorithm, population: 20, parents: 4", 1);
        for (int proposals : new int[] {1, 4, 7, 8}) {
            measure(small, "simulated-annealing, proposals: " + proposals, 1);
        }
    }

    private static void measure(TransformerGraph graph, String optimizer, int blocks)
            throws IOException, InterruptedException {
        try (Stage stage = new Stage(1, 4, OptionalInt.of(blocks))) {
            TrainingStage.write(stage.folder(), graph);
            Run run = stage.submit(TrainingStage.spec(
                    "wire",
                    16,
                    1,
                    100_000,
                    "{algorithm: %s, validation: {every: 100}}".formatted(optimizer),
                    "{generations: %d}".formatted(GENERATIONS)));
            try (ProgressReader progress = new ProgressReader(stage.client())) {
                Progress end = TrainingStage.end(progress);
                long bytes = TrainingStage.bytes(stage.client(), TOPICS);
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %s | %,d | %d | %.1f |%n",
                        run.getWeights(),
                        optimizer,
                        end.getEvaluations(),
                        blocks,
                        (double) bytes / end.getEvaluations());
            }
        }
    }
}
