package dev.evoka.evaluator.training;

import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.OnnxException;
import dev.evoka.evaluator.onnx.OnnxGraph;
import dev.evoka.evaluator.onnx.OnnxModel;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.evaluator.onnx.Safetensors;
import dev.evoka.evaluator.onnx.WeightExport;
import dev.evoka.evaluator.text.ByteTokenizer;
import dev.evoka.evaluator.text.Decoding;
import dev.evoka.evaluator.text.Examples;
import dev.evoka.evaluator.text.HuggingFaceTokenizer;
import dev.evoka.evaluator.text.Rehearsal;
import dev.evoka.evaluator.text.Tokenizer;
import dev.evoka.evaluator.weights.WeightBase;
import dev.evoka.evaluator.weights.WeightTensor;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A run's model in memory, with the weights that are trained. Thread-safe.
public final class TrainedModel implements AutoCloseable {

    private final OnnxGraph graph;
    private final OnnxModel model;
    private final Tokenizer tokenizer;
    private final WeightBase base;
    private final TrainingSpec spec;
    private final long seed;
    private final Queue<OnnxWorker> idle = new ConcurrentLinkedQueue<>();

    TrainedModel(TrainingSpec spec, TrainingFacts facts, TrainingRules rules) {
        this.spec = spec;
        this.seed = rules.seed();
        Path onnx = facts.model().checked("objective.file");
        MemoryNeed.ofFile(size(onnx)).check(spec.file().name());
        try {
            this.graph = OnnxGraph.read(onnx);
            this.model = new OnnxModel(graph, spec.trainable(), spec.mapping());
        } catch (OnnxException e) {
            throw new SpecException("objective: " + e.getMessage(), e);
        }
        MemoryNeed.of(
                        size(onnx),
                        model.weightBytes(),
                        rules.weights(),
                        rules.parents(),
                        Runtime.getRuntime().availableProcessors())
                .check(spec.file().name());
        this.tokenizer = facts.tokenizer()
                .<Tokenizer>map(file -> new HuggingFaceTokenizer(file.checked("objective.tokenizer")))
                .orElseGet(ByteTokenizer::new);
        this.base = new WeightBase(model.weights(), rules.weights());
    }

    /// Bytes of the file; 0 if it cannot be looked at, which reading it will explain.
    private static long size(Path file) {
        return file.toFile().length();
    }

    /// Opens the model of a run, with the weights that it had at the start.
    ///
    /// @param facts what the submission found out, as JSON
    /// @throws SpecException if a file is not there or not what it was
    public static TrainedModel open(RunSpec run, String facts) {
        return new TrainedModel(TrainingSpec.of(run.objective()), TrainingFacts.of(facts), TrainingRules.of(run));
    }

    /// The weights.
    public WeightBase base() {
        return base;
    }

    /// Updates between two checkpoints.
    public int checkpoint() {
        return spec.checkpoint();
    }

    /// Takes the weights back to the start.
    public void restart() {
        base.restart(model.weights());
    }

    /// Number of classes (or tokens) that it scores; -1 if its file does not say.
    long classes() {
        return model.classes();
    }

    /// What it has to be fed with.
    Set<InputSource> sources() {
        return model.sources();
    }

    /// Tries the model, with the weights that it has, on examples.
    ///
    /// @throws SpecException if they do not fit
    void rehearse(Examples examples) {
        present(worker -> {
            Rehearsal.check(model, worker, examples, tokenizer);
            return true;
        });
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    long seed() {
        return seed;
    }

    /// Does something with a worker, whose working copy is free to be written.
    <T> T work(Function<OnnxWorker, T> work) {
        OnnxWorker worker = Optional.ofNullable(idle.poll()).orElseGet(() -> model.worker(base.workingCopy()));
        try {
            return work.apply(worker);
        } finally {
            idle.add(worker);
        }
    }

    /// Does something with a worker that has the weights as they are now.
    public <T> T present(Function<OnnxWorker, T> work) {
        return work(worker -> {
            boolean copied = false;
            while (!copied) { // a fold may come between
                copied = base.perturb(
                        base.generation(), new Recipe.Same().candidate(seed, 0, 0), Scale.NONE, worker.copy());
            }
            return work.apply(worker);
        });
    }

    /// The weights as they are now, with their names.
    public List<WeightTensor> weights() {
        List<WeightTensor> start = model.weights();
        List<float[]> now = base.weights();
        return IntStream.range(0, now.size())
                .mapToObj(
                        t -> new WeightTensor(start.get(t).name(), start.get(t).shape(), now.get(t)))
                .toList();
    }

    /// Continues a text with the weights as they are now.
    ///
    /// @param tokens most tokens that are added
    /// @param temperature 0 = the likeliest token; else scores are divided by it and a token is drawn
    /// @param drawn seed of the draws
    /// @throws SpecException if the model cannot continue texts, or the prompt has no token
    public String generate(String prompt, int tokens, double temperature, long drawn) {
        int[] text = tokenizer.encode(prompt);
        if (text.length == 0) {
            throw new SpecException("the prompt has no token: give at least one character");
        }
        Decoding decoding = new Decoding(
                tokens, spec.text().length(), temperature, drawn, spec.text().start(), "", tokenizer);
        try {
            return present(
                    worker -> decoding.continuations(worker, List.of(text)).getFirst());
        } catch (OnnxException e) {
            throw new SpecException("the model cannot continue a text: " + e.getMessage(), e);
        }
    }

    /// Writes the model as an ONNX file, with the weights as they are now.
    public void writeOnnx(OutputStream out) throws IOException {
        out.write(WeightExport.onnx(graph, weights()));
    }

    /// Writes the weights as they are now as a safetensors file.
    public void writeSafetensors(OutputStream out) throws IOException {
        Safetensors.write(weights(), out);
    }

    @Override
    public void close() {
        idle.forEach(OnnxWorker::close);
        model.close();
        tokenizer.close();
    }
}
