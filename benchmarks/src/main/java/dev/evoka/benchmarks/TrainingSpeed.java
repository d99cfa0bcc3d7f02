package dev.evoka.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.evaluator.training.Training;
import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/// The time that an evaluator needs for a candidate, from its index to its statistics, beside a plain forward pass of
/// ONNX Runtime over the same batch on one thread. Both are measured by turns.
final class TrainingSpeed {

    private static final int ROUNDS = 15;
    private static final int LENGTH = 64;

    private TrainingSpeed() {}

    static void main(String[] arguments) throws IOException, OrtException {
        System.out.println("| weights | batch × tokens | forward pass, ms | candidate, ms | × |");
        System.out.println("|---|---|---|---|---|");
        measure(new TransformerGraph(3, 104, 4, LENGTH, 128, 0), 8, 40);
        measure(new TransformerGraph(6, 512, 8, LENGTH, 1024, 0), 8, 2);
        measure(new TransformerGraph(6, 512, 8, LENGTH, 1024, 0), 16, 1);
    }

    private static void measure(TransformerGraph graph, int batch, int repeats) throws IOException, OrtException {
        Path folder = Files.createTempDirectory("evoka-bench");
        TrainingStage.write(folder, graph);
        RunSpec spec = SpecReader.parse(
                TrainingStage.spec("speed", LENGTH, batch, 250, "{algorithm: zeroth-order}", "{generations: 1}"),
                folder);
        String facts = Objectives.resolve(spec).facts();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (Training training = Training.open(spec, facts);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            long[] tokens = new long[batch * LENGTH];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = 32L + i % 90;
            }
            try (OrtSession session = environment.createSession(
                            folder.resolve("model.onnx").toString(), options);
                    OnnxTensor input =
                            OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), new long[] {batch, LENGTH})) {
                double[] plain = new double[ROUNDS];
                double[] ours = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    plain[round] = plain(session, input, repeats);
                    ours[round] = ours(training, round, repeats);
                }
                double forward = Median.of(DoubleStream.of(plain).boxed().toList());
                double candidate = Median.of(DoubleStream.of(ours).boxed().toList());
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %d × %d | %.2f | %.2f | %.3f |%n",
                        training.model().base().size(),
                        batch,
                        LENGTH,
                        forward,
                        candidate,
                        candidate / forward);
            }
        }
        Files.delete(folder.resolve("model.onnx"));
        Files.delete(folder.resolve("text.txt"));
        Files.delete(folder);
    }

    private static double plain(OrtSession session, OnnxTensor input, int repeats) throws OrtException {
        long began = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            session.run(Map.of("input_ids", input)).close();
        }
        return (System.nanoTime() - began) / 1e6 / repeats;
    }

    private static double ours(Training training, int round, int repeats) {
        Instruction instruction = new Instruction(new Recipe.OneSided(0.01f), Scale.RMS, Batch.training(round));
        long began = System.nanoTime();
        training.evaluate(0, instruction, 0, repeats, 0, 1);
        return (System.nanoTime() - began) / 1e6 / repeats;
    }
}
