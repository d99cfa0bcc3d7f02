package dev.evoka.training;

import dev.evoka.evaluator.onnx.TransformerGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small transformer with random weights, a text, and specs of runs that train the one on the other.
public final class SmallModel {

    private SmallModel() {}

    public static final String OPTIMIZER = "{algorithm: evolution-strategy, pairs: 4, sigma: 0.05, learningRate: 0.3}";

    private static final String SENTENCE = "the quick brown fox jumps over the lazy dog. ";

    /// Writes model and text into a folder.
    public static void write(Path folder) throws IOException {
        Files.write(
                folder.resolve("gpt.onnx"),
                new TransformerGraph(1, 8, 2, 16, 128, 0).random(1).bytes());
        Files.writeString(folder.resolve("text.txt"), SENTENCE.repeat(40));
    }

    /// A run of so many generations.
    public static String spec(String name, String optimizer, int generations, int checkpoint, int shards) {
        return """
                name: %s
                objective:
                  model: onnx
                  file: gpt.onnx
                  task: continue
                  data: {text: text.txt, length: 16}
                  error: token-cross-entropy
                  batch: 4
                  checkpoint: %d
                  shards: %d
                optimizer: %s
                stop: {generations: %d}
                """.formatted(name, checkpoint, shards, optimizer, generations);
    }
}
