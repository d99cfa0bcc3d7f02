package dev.evoka.evaluator.onnx;

import dev.evoka.evaluator.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts trained weights back into the graph that they came from.
public final class WeightExport {

    private WeightExport() {}

    /// The model's file with these weights; all else stays as it was.
    ///
    /// @throws OnnxException if a weight has no initializer of its name and size
    public static byte[] onnx(OnnxGraph graph, List<WeightTensor> weights) {
        Map<String, WeightTensor> left = new HashMap<>();
        weights.forEach(each -> left.put(each.name(), each));
        OnnxGraph replaced = graph.replace(initializer -> {
            WeightTensor weight = left.remove(initializer.name());
            if (weight == null) {
                return initializer.message();
            }
            if (weight.values().length != initializer.size()) {
                throw new OnnxException("%s has %d weights but the model has %d: it is another model"
                        .formatted(weight.name(), weight.values().length, initializer.size()));
            }
            return message(weight);
        });
        if (!left.isEmpty()) {
            throw new OnnxException("the model has no weights called "
                    + left.keySet().stream().sorted().toList());
        }
        return replaced.bytes();
    }

    private static ProtoMessage message(WeightTensor weight) {
        ProtoMessage tensor = ProtoMessage.of();
        for (long each : weight.shape()) {
            tensor = tensor.with(new ProtoField.Varint(1, each));
        }
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(weight.values().length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(weight.values());
        return tensor.with(new ProtoField.Varint(2, ElementType.FLOAT.code()))
                .with(ProtoField.Bytes.of(8, weight.name()))
                .with(ProtoField.Bytes.of(9, raw.array()));
    }
}
