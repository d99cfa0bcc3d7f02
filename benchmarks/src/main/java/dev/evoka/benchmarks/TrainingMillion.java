package dev.evoka.benchmarks;

import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.schemas.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.OptionalInt;

/// A generation of 2^20 candidates of a very small model, and the largest heap of the process that does everything.
final class TrainingMillion {

    private TrainingMillion() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        try (Stage stage = new Stage(1, 4, OptionalInt.empty())) {
            TrainingStage.write(stage.folder(), new TransformerGraph(1, 4, 1, 8, 128, 0));
            long began = System.nanoTime();
            stage.submit(TrainingStage.spec(
                    "million", 4, 1, 250, "{algorithm: evolution-strategy, pairs: 524288}", "{generations: 3}"));
            try (ProgressReader progress = new ProgressReader(stage.client())) {
                Progress end = TrainingStage.end(progress);
                long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(each -> each.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum();
                System.out.printf(
                        Locale.ROOT,
                        "%,d candidates in %.0f s, %s: at most %,d MB of heap in use, of %,d MB that there may be.%n",
                        end.getEvaluations(),
                        (System.nanoTime() - began) / 1e9,
                        end.getReason(),
                        peak >> 20,
                        Runtime.getRuntime().maxMemory() >> 20);
            }
        }
    }
}
