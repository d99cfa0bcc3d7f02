package dev.evoka.evaluator.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.evoka.evaluator.weights.WeightTensor;
import dev.evoka.evaluator.weights.WorkingCopy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// An ONNX model ready to be evaluated with any weights: its trainable weights are inputs. Sessions run a candidate on
/// the calling thread alone and are shared by all workers; the result has the same bits in every session, for every
/// number of workers.
public final class OnnxModel implements AutoCloseable {

    private final OnnxGraph lifted;
    private final List<Initializer> trainable;
    private final Map<String, InputSource> inputs;
    private final GraphValue scores;
    private final Map<Outcome, OrtSession> sessions = new EnumMap<>(Outcome.class);

    /// @param graph the model as it was exported
    /// @throws OnnxException if it cannot be trained as it is
    public OnnxModel(OnnxGraph graph, Trainable trainable, InputMapping mapping) {
        this.trainable = trainable.select(graph.initializers());
        this.inputs = mapping.resolve(graph.inputs());
        this.scores = scores(graph);
        this.lifted = graph.lift(names());
    }

    private static GraphValue scores(OnnxGraph graph) {
        List<GraphValue> outputs = graph.outputs();
        return outputs.stream()
                .filter(each ->
                        each.type() == ElementType.FLOAT && !each.shape().isEmpty())
                .findFirst()
                .orElseThrow(() -> new OnnxException("the model has no float32 output of scores, it has "
                        + outputs.stream().map(GraphValue::name).toList()));
    }

    private Set<String> names() {
        return trainable.stream().map(Initializer::name).collect(Collectors.toSet());
    }

    /// The trainable weights as the file has them, read anew at each call.
    public List<WeightTensor> weights() {
        return trainable.stream()
                .map(each -> new WeightTensor(each.name(), each.shape(), each.floats()))
                .toList();
    }

    /// Bytes of the trainable weights. They need not be read for it.
    public long weightBytes() {
        return trainable.stream().mapToLong(Initializer::size).sum() * Float.BYTES;
    }

    /// Number of classes (or tokens) that the output scores; -1 if the file does not say.
    public long classes() {
        return scores.shape().getLast();
    }

    /// Dimensions of the output: 2 = one class for each row, 3 = one for each position.
    public int rank() {
        return scores.shape().size();
    }

    /// What the model has to be fed with.
    public Set<InputSource> sources() {
        return Set.copyOf(inputs.values());
    }

    /// One thread's way to run candidates.
    ///
    /// @param copy where the weights of the candidate are, in the order of [#weights]
    public OnnxWorker worker(WorkingCopy copy) {
        return new OnnxWorker(this, trainable, copy);
    }

    /// Makes the model ready, so that what is wrong with it is found before any data are read.
    ///
    /// @throws OnnxException if ONNX Runtime refuses it
    public void open() {
        session(Outcome.LOSSES);
    }

    Map<String, InputSource> inputs() {
        return inputs;
    }

    String output(Outcome outcome) {
        return outcome.output(scores);
    }

    /// The session for an outcome; made when it is first asked for.
    synchronized OrtSession session(Outcome outcome) {
        return sessions.computeIfAbsent(outcome, this::create);
    }

    private OrtSession create(Outcome outcome) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return SilentRuntime.environment()
                    .createSession(outcome.of(lifted, scores).bytes(), options);
        } catch (OrtException e) {
            throw new OnnxException(
                    "ONNX Runtime refuses the model: %s: export it in float32 with standard operators of version %d or newer"
                            .formatted(OnnxException.reason(e), 13),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        for (OrtSession each : sessions.values()) {
            try {
                each.close();
            } catch (OrtException e) {
                throw new OnnxException("the model cannot be closed: " + OnnxException.reason(e), e);
            }
        }
        sessions.clear();
    }
}
