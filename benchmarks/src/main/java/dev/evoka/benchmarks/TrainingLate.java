package dev.evoka.benchmarks;

import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.evaluator.service.EvaluatorService;
import dev.evoka.schemas.Run;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;

/// How long an evaluator that comes late to a run of a million weights takes until it has answered: it joins after the
/// number of updates that is given, 10,000 by default, and everybody else leaves.
final class TrainingLate {

    private static final int SESSION_MILLISECONDS = 6_000;

    private TrainingLate() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        long updates = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000;
        try (Stage stage = new Stage(0, 2, OptionalInt.of(1))) {
            TrainingStage.write(stage.folder(), new TransformerGraph(5, 128, 4, 16, 128, 0));
            Run run = stage.submit(TrainingStage.spec(
                    "late",
                    8,
                    1,
                    250,
                    "{algorithm: zeroth-order, population: 4, validation: {every: 1000}}",
                    "{generations: 1000000}"));
            try (ProgressReader progress = new ProgressReader(stage.client())) {
                EvaluatorService first = evaluator(stage, "first");
                while (progress.generation() < updates) {
                    progress.running();
                }
                first.close();
                progress.running();
                long from = progress.generation();
                long began = System.nanoTime();
                EvaluatorService late = evaluator(stage, "late");
                while (progress.generation() < from + 2) {
                    progress.running();
                }
                System.out.printf(
                        Locale.ROOT,
                        "An evaluator that joins a run of %,d weights after %,d updates completes a generation after %.1f s.%n",
                        run.getWeights(),
                        from,
                        (System.nanoTime() - began) / 1e9);
                late.close();
            }
            stage.stop(run);
        }
    }

    private static EvaluatorService evaluator(Stage stage, String id) {
        EvaluatorService evaluator =
                new EvaluatorService(new EvaluatorConfig(stage.client(), id, 2, SESSION_MILLISECONDS));
        evaluator.start();
        return evaluator;
    }
}
