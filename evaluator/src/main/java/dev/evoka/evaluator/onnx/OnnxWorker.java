package dev.evoka.evaluator.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.evoka.evaluator.weights.WorkingCopy;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs a model with the weights of a working copy, which the runtime reads where they are. One thread at a time.
public final class OnnxWorker implements AutoCloseable {

    private final OnnxModel model;
    private final WorkingCopy copy;
    private final Map<String, OnnxTensor> weights = new HashMap<>();

    OnnxWorker(OnnxModel model, List<Initializer> trainable, WorkingCopy copy) {
        this.model = model;
        this.copy = copy;
        try {
            for (int t = 0; t < trainable.size(); t++) {
                Initializer each = trainable.get(t);
                weights.put(
                        each.name(),
                        OnnxTensor.createTensor(
                                SilentRuntime.environment(), copy.tensors().get(t), each.shape()));
            }
        } catch (OrtException e) {
            throw new OnnxException("the weights cannot be given to ONNX Runtime: " + OnnxException.reason(e), e);
        }
    }

    /// Where the candidate's weights go.
    public WorkingCopy copy() {
        return copy;
    }

    /// What the model has to be fed with.
    public Set<InputSource> sources() {
        return model.sources();
    }

    /// Negative log-likelihoods of the right classes, in nats, as the targets lie; without meaning where they are
    /// [Targets#NONE].
    public float[] losses(Feed feed, Targets targets) {
        try (OnnxTensor right = OnnxTensor.createTensor(
                SilentRuntime.environment(), LongBuffer.wrap(targets.indices()), targets.shape())) {
            return floats(run(Outcome.LOSSES, feed, Map.of(Outcome.TARGETS, right)));
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /// The classes (or tokens) with the largest scores, row after row.
    public long[] choices(Feed feed) {
        try (OrtSession.Result result = run(Outcome.CHOICES, feed, Map.of())) {
            LongBuffer buffer = ((OnnxTensor) result.get(0)).getLongBuffer();
            long[] choices = new long[buffer.remaining()];
            buffer.get(choices);
            return choices;
        }
    }

    /// The model's output, row after row.
    public float[] scores(Feed feed) {
        return floats(run(Outcome.SCORES, feed, Map.of()));
    }

    private static float[] floats(OrtSession.Result result) {
        try (result) {
            FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] numbers = new float[buffer.remaining()];
            buffer.get(numbers);
            return numbers;
        }
    }

    private OrtSession.Result run(Outcome outcome, Feed feed, Map<String, OnnxTensor> more) {
        OrtSession session = model.session(outcome);
        List<OnnxTensor> own = new ArrayList<>();
        try {
            Map<String, OnnxTensor> all = new HashMap<>(weights);
            all.putAll(more);
            for (Map.Entry<String, InputSource> each : model.inputs().entrySet()) {
                Feed.Values values = feed.values().get(each.getValue());
                if (values == null) {
                    throw new OnnxException("input %s of the model needs %s, which this kind of data does not have"
                            .formatted(each.getKey(), each.getValue().specName()));
                }
                OnnxTensor tensor = tensor(feed.rows(), values);
                own.add(tensor);
                all.put(each.getKey(), tensor);
            }
            return session.run(all);
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            own.forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(int rows, Feed.Values values) throws OrtException {
        long[] shape = {rows, values.columns()};
        OrtEnvironment environment = SilentRuntime.environment();
        return switch (values) {
            case Feed.Floats floats -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.numbers()), shape);
            case Feed.Longs longs -> OnnxTensor.createTensor(environment, LongBuffer.wrap(longs.numbers()), shape);
        };
    }

    private static OnnxException failed(OrtException e) {
        return new OnnxException(
                "the model failed: %s (an index out of bounds is a token that the model does not know, or a text that is longer than its context)"
                        .formatted(OnnxException.reason(e)),
                e);
    }

    @Override
    public void close() {
        weights.values().forEach(OnnxTensor::close);
    }
}
