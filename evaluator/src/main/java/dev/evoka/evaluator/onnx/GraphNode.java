package dev.evoka.evaluator.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A node of a graph: an operator, its inputs and outputs, its attributes.
///
/// @param attributes Long, Float, `long[]` or String by name
record GraphNode(String operator, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {

    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    GraphNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    static GraphNode of(String operator, String output, String... inputs) {
        return new GraphNode(operator, List.of(inputs), List.of(output), Map.of());
    }

    GraphNode with(String attribute, Object value) {
        Map<String, Object> more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new GraphNode(operator, inputs, outputs, more);
    }

    /// As a `NodeProto`, named after its first output.
    ProtoMessage message() {
        ProtoMessage node = ProtoMessage.of();
        for (String input : inputs) {
            node = node.with(ProtoField.Bytes.of(1, input));
        }
        for (String output : outputs) {
            node = node.with(ProtoField.Bytes.of(2, output));
        }
        node = node.with(ProtoField.Bytes.of(3, outputs.getFirst())).with(ProtoField.Bytes.of(4, operator));
        for (Map.Entry<String, Object> each : new TreeMap<>(attributes).entrySet()) {
            node = node.with(ProtoField.Bytes.of(
                    5, attribute(each.getKey(), each.getValue()).bytes()));
        }
        return node;
    }

    private static ProtoMessage attribute(String name, Object value) {
        ProtoMessage attribute = ProtoMessage.of(ProtoField.Bytes.of(1, name));
        return switch (value) {
            case Long number -> attribute.with(new ProtoField.Varint(3, number)).with(new ProtoField.Varint(20, INT));
            case Float number ->
                attribute
                        .with(new ProtoField.Fixed32(2, Float.floatToRawIntBits(number)))
                        .with(new ProtoField.Varint(20, FLOAT));
            case String text -> attribute.with(ProtoField.Bytes.of(4, text)).with(new ProtoField.Varint(20, STRING));
            case long[] numbers -> {
                for (long number : numbers) {
                    attribute = attribute.with(new ProtoField.Varint(8, number));
                }
                yield attribute.with(new ProtoField.Varint(20, INTS));
            }
            default -> throw new IllegalArgumentException("attribute %s has an unknown type".formatted(name));
        };
    }
}
