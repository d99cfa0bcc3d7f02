package dev.evoka.benchmarks;

import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.schemas.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/// What the benchmarks of model weights share: models with random weights, a text, and the size of topics on the
/// broker.
final class TrainingStage {

    private static final String SENTENCE = "the quick brown fox jumps over the lazy dog. ";

    private TrainingStage() {}

    /// Writes a model and a text into a folder.
    static void write(Path folder, TransformerGraph graph) throws IOException {
        Files.write(folder.resolve("model.onnx"), graph.random(1).bytes());
        Files.writeString(folder.resolve("text.txt"), SENTENCE.repeat(2_000));
    }

    /// A spec that trains the model.
    static String spec(String name, int length, int batch, int checkpoint, String optimizer, String stop) {
        return """
                name: %s
                objective:
                  model: onnx
                  file: model.onnx
                  task: continue
                  data: {text: text.txt, length: %d, validationExamples: 8}
                  error: token-cross-entropy
                  batch: %d
                  checkpoint: %d
                optimizer: %s
                stop: %s
                """.formatted(name, length, batch, checkpoint, optimizer, stop);
    }

    /// Waits until a run has ended.
    static Progress end(ProgressReader progress) {
        while (progress.running()) {
            LockSupport.parkNanos(20_000_000);
        }
        return progress.last();
    }

    /// Bytes of topics in the broker's log, headers of records and batches included.
    static long bytes(Map<String, Object> client, List<String> topics) throws InterruptedException {
        try (Admin admin = Admin.create(client)) {
            long bytes = 0;
            for (Map<String, LogDirDescription> folders :
                    admin.describeLogDirs(List.of(1)).allDescriptions().get().values()) {
                for (LogDirDescription folder : folders.values()) {
                    bytes += folder.replicaInfos().entrySet().stream()
                            .filter(each -> topics.contains(each.getKey().topic()))
                            .mapToLong(each -> each.getValue().size())
                            .sum();
                }
            }
            return bytes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say the size of its topics", e);
        }
    }
}
