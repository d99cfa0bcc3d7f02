package dev.evoka.evaluator.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Builds an ONNX graph node by node; every method that adds one gives the name of its output.
final class GraphBuilder {

    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;

    private final List<ProtoField> fields = new ArrayList<>();
    private final List<ProtoField> ends = new ArrayList<>();
    private int nodes;

    String input(String name, ElementType type, long... shape) {
        ends.add(ProtoField.Bytes.of(
                11, GraphValue.of(name, type, shape).message().bytes()));
        return name;
    }

    void output(String name, ElementType type, long... shape) {
        ends.add(ProtoField.Bytes.of(
                12, GraphValue.of(name, type, shape).message().bytes()));
    }

    String weights(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return initializer(name, ElementType.FLOAT, raw.array(), shape);
    }

    /// A single constant number.
    String number(float value) {
        ByteBuffer raw =
                ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
        return initializer("number_" + nodes++, ElementType.FLOAT, raw.array());
    }

    /// Constant integers: a vector, or a single one.
    String integers(boolean vector, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        String name = "integers_" + nodes++;
        return vector
                ? initializer(name, ElementType.INT64, raw.array(), values.length)
                : initializer(name, ElementType.INT64, raw.array());
    }

    private String initializer(String name, ElementType type, byte[] raw, long... shape) {
        ProtoMessage tensor = ProtoMessage.of();
        for (long each : shape) {
            tensor = tensor.with(new ProtoField.Varint(1, each));
        }
        tensor = tensor.with(new ProtoField.Varint(2, type.code()))
                .with(ProtoField.Bytes.of(8, name))
                .with(ProtoField.Bytes.of(9, raw));
        fields.add(ProtoField.Bytes.of(5, tensor.bytes()));
        return name;
    }

    String node(String operator, String... inputs) {
        return add(GraphNode.of(operator, "node_" + nodes++, inputs));
    }

    String node(String operator, String attribute, Object value, String... inputs) {
        return add(GraphNode.of(operator, "node_" + nodes++, inputs).with(attribute, value));
    }

    /// A node whose output has this name.
    void named(String output, String operator, String... inputs) {
        add(GraphNode.of(operator, output, inputs));
    }

    /// Equal parts along the last dimension.
    List<String> split(String whole, int parts) {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            outputs.add("node_" + nodes++);
        }
        add(new GraphNode("Split", List.of(whole), outputs, Map.of("axis", -1L)));
        return outputs;
    }

    private String add(GraphNode node) {
        fields.add(ProtoField.Bytes.of(1, node.message().bytes()));
        return node.outputs().getFirst();
    }

    OnnxGraph graph(String name) {
        List<ProtoField> all = new ArrayList<>(fields);
        all.add(ProtoField.Bytes.of(2, name));
        all.addAll(ends);
        ProtoMessage operators = ProtoMessage.of(ProtoField.Bytes.of(1, ""), new ProtoField.Varint(2, OPSET));
        ProtoMessage model = ProtoMessage.of(
                new ProtoField.Varint(1, IR_VERSION),
                ProtoField.Bytes.of(2, "evoka"),
                ProtoField.Bytes.of(7, new ProtoMessage(all).bytes()),
                ProtoField.Bytes.of(8, operators.bytes()));
        return OnnxGraph.of(model.bytes(), Path.of("/"));
    }
}
