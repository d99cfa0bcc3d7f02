package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.InputMapping;
import dev.evoka.evaluator.onnx.OnnxGraph;
import dev.evoka.evaluator.onnx.OnnxModel;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.evaluator.onnx.Trainable;
import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.evaluator.weights.WeightBase;
import dev.evoka.evaluator.weights.WeightRules;
import dev.evoka.evaluator.weights.WeightTensor;
import dev.evoka.noise.NoiseKind;
import dev.evoka.noise.NoiseSource;
import dev.evoka.optimizers.Draws;
import dev.evoka.seeded.FoldRule;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import java.util.ArrayList;
import java.util.List;

/// Models for tests of text, with random weights.
final class SmallModels {

    static final int CONTEXT = 24;
    static final int TOKENS = 128;

    private SmallModels() {}

    static OnnxModel decoder() {
        return model(new TransformerGraph(2, 16, 2, CONTEXT, TOKENS, 0).random(1));
    }

    static OnnxModel encoder(int classes) {
        return model(new TransformerGraph(1, 16, 2, CONTEXT, TOKENS, classes).random(1));
    }

    static OnnxModel model(OnnxGraph graph) {
        return new OnnxModel(graph, Trainable.defaults(), InputMapping.defaults());
    }

    /// A worker with weights large enough to have opinions.
    static OnnxWorker worker(OnnxModel model) {
        List<WeightTensor> weights = new ArrayList<>();
        for (WeightTensor each : model.weights()) {
            Draws draws = new Draws(4, 0, weights.size());
            float[] values = new float[each.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.3 * draws.normal());
            }
            weights.add(new WeightTensor(each.name(), each.shape(), values));
        }
        return worker(model, weights);
    }

    /// A worker with the weights of the file.
    static OnnxWorker asExported(OnnxModel model) {
        return worker(model, model.weights());
    }

    private static OnnxWorker worker(OnnxModel model, List<WeightTensor> weights) {
        NoiseSource noise = new NoiseSource(NoiseKind.RADEMACHER, 0, 7);
        WeightBase base = new WeightBase(weights, new WeightRules(noise, new FoldRule.Plain(), false));
        OnnxWorker worker = model.worker(base.workingCopy());
        base.perturb(0, new Recipe.Same().candidate(7, 0, 0), Scale.NONE, worker.copy());
        return worker;
    }
}
