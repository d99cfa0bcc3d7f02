package dev.evoka.evaluator.onnx;

import java.util.ArrayList;
import java.util.List;

/// An input or output of a graph.
///
/// @param name its name
/// @param type type of its elements
/// @param shape dimensions; -1 where the size is free
record GraphValue(String name, ElementType type, List<Long> shape) {

    GraphValue {
        shape = List.copyOf(shape);
    }

    static GraphValue of(String name, ElementType type, long... shape) {
        List<Long> dimensions = new ArrayList<>();
        for (long each : shape) {
            dimensions.add(each);
        }
        return new GraphValue(name, type, dimensions);
    }

    /// Reads a `ValueInfoProto`.
    static GraphValue read(ProtoMessage value) {
        List<Long> dimensions = new ArrayList<>();
        ElementType[] type = {ElementType.OTHER};
        value.messages(2).flatMap(each -> each.messages(1)).forEach(tensor -> {
            type[0] = ElementType.of(tensor.integer(1).orElse(0L));
            tensor.messages(2)
                    .flatMap(shape -> shape.messages(1))
                    .forEach(dimension -> dimensions.add(dimension.integer(1).orElse(-1L)));
        });
        return new GraphValue(value.text(1), type[0], dimensions);
    }

    /// As a `ValueInfoProto`.
    ProtoMessage message() {
        ProtoMessage dimensions = ProtoMessage.of();
        for (int i = 0; i < shape.size(); i++) {
            ProtoField size =
                    shape.get(i) >= 0 ? new ProtoField.Varint(1, shape.get(i)) : ProtoField.Bytes.of(2, name + "_" + i);
            dimensions =
                    dimensions.with(ProtoField.Bytes.of(1, ProtoMessage.of(size).bytes()));
        }
        ProtoMessage tensor =
                ProtoMessage.of(new ProtoField.Varint(1, type.code()), ProtoField.Bytes.of(2, dimensions.bytes()));
        ProtoMessage kind = ProtoMessage.of(ProtoField.Bytes.of(1, tensor.bytes()));
        return ProtoMessage.of(ProtoField.Bytes.of(1, name), ProtoField.Bytes.of(2, kind.bytes()));
    }
}
