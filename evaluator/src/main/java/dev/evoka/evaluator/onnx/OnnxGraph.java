package dev.evoka.evaluator.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// An ONNX model as a graph that can be rewritten. Immutable: every change gives another graph, and what is not changed
/// stays as it was, byte for byte.
///
/// @param model the `ModelProto`
/// @param folder folder of the file, where external data lies
public record OnnxGraph(ProtoMessage model, Path folder) {

    private static final int GRAPH = 7;
    private static final int OPSETS = 8;
    private static final int NODES = 1;
    private static final int INITIALIZERS = 5;
    private static final int INPUTS = 11;
    private static final int OUTPUTS = 12;

    /// Reads a file.
    ///
    /// @throws OnnxException if it is not there or no ONNX model
    public static OnnxGraph read(Path file) {
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            return of(Files.readAllBytes(file), folder == null ? Path.of("/") : folder);
        } catch (NoSuchFileException e) {
            throw new OnnxException("there is no model file " + file, e);
        } catch (IOException | OutOfMemoryError e) {
            throw new OnnxException(
                    "%s cannot be read: %s (above 2 GB, export the weights as external data)"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /// Reads a model from memory.
    public static OnnxGraph of(byte[] bytes, Path folder) {
        OnnxGraph graph = new OnnxGraph(ProtoMessage.read(bytes, 0, bytes.length), folder);
        if (graph.model.bytes(GRAPH).isEmpty() || graph.opset() < 1) {
            throw new OnnxException("the model is no ONNX file: it has no graph or no operator set");
        }
        return graph;
    }

    private ProtoMessage graph() {
        return model.bytes(GRAPH).orElseThrow().message();
    }

    /// Version of the standard operators.
    long opset() {
        return model.messages(OPSETS)
                .filter(each -> each.text(1).isEmpty() || each.text(1).equals("ai.onnx"))
                .map(each -> each.integer(2).orElse(0L))
                .findFirst()
                .orElse(0L);
    }

    /// Its constant tensors, in file order.
    List<Initializer> initializers() {
        return graph().messages(INITIALIZERS)
                .map(each -> new Initializer(each, folder))
                .toList();
    }

    /// What has to be fed: graph inputs that no initializer has the value of.
    List<GraphValue> inputs() {
        ProtoMessage graph = graph();
        List<String> constant =
                graph.messages(INITIALIZERS).map(each -> each.text(8)).toList();
        return graph.messages(INPUTS)
                .map(GraphValue::read)
                .filter(each -> !constant.contains(each.name()))
                .toList();
    }

    /// Its outputs.
    List<GraphValue> outputs() {
        return graph().messages(OUTPUTS).map(GraphValue::read).toList();
    }

    /// The graph with these initializers as inputs of the same name, after the inputs that it has.
    OnnxGraph lift(Set<String> names) {
        List<ProtoField> fields = new ArrayList<>();
        List<ProtoField> lifted = new ArrayList<>();
        for (ProtoField field : graph().fields()) {
            if (field.number() == INITIALIZERS && field instanceof ProtoField.Bytes bytes) {
                Initializer initializer = new Initializer(bytes.message(), folder);
                if (names.contains(initializer.name())) {
                    GraphValue value = GraphValue.of(initializer.name(), initializer.type(), initializer.shape());
                    lifted.add(ProtoField.Bytes.of(INPUTS, value.message().bytes()));
                    continue;
                }
            }
            if (field.number() == INPUTS
                    && field instanceof ProtoField.Bytes bytes
                    && names.contains(bytes.message().text(1))) {
                continue; // older files list initializers as inputs too
            }
            fields.add(field);
        }
        fields.addAll(lifted);
        return with(new ProtoMessage(fields));
    }

    /// The graph with more inputs and nodes, and with these outputs in place of its own.
    OnnxGraph extend(List<GraphValue> inputs, List<GraphNode> nodes, List<GraphValue> outputs) {
        ProtoMessage graph = graph().without(OUTPUTS);
        for (GraphNode each : nodes) {
            graph = graph.with(ProtoField.Bytes.of(NODES, each.message().bytes()));
        }
        for (GraphValue each : inputs) {
            graph = graph.with(ProtoField.Bytes.of(INPUTS, each.message().bytes()));
        }
        for (GraphValue each : outputs) {
            graph = graph.with(ProtoField.Bytes.of(OUTPUTS, each.message().bytes()));
        }
        return with(graph);
    }

    /// The graph with some of its initializers replaced; the function gives back what it does not replace.
    OnnxGraph replace(Function<Initializer, ProtoMessage> replacement) {
        List<ProtoField> fields = new ArrayList<>();
        for (ProtoField field : graph().fields()) {
            fields.add(
                    field.number() == INITIALIZERS && field instanceof ProtoField.Bytes bytes
                            ? ProtoField.Bytes.of(
                                    INITIALIZERS,
                                    replacement
                                            .apply(new Initializer(bytes.message(), folder))
                                            .bytes())
                            : field);
        }
        return with(new ProtoMessage(fields));
    }

    private OnnxGraph with(ProtoMessage graph) {
        return new OnnxGraph(model.without(GRAPH).with(ProtoField.Bytes.of(GRAPH, graph.bytes())), folder);
    }

    /// The model as an ONNX file.
    public byte[] bytes() {
        return model.bytes();
    }
}
