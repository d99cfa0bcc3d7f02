package dev.evoka.evaluator.onnx;

import java.util.Arrays;
import java.util.List;

/// What a rewritten graph gives out.
enum Outcome {
    /// The model's own output.
    SCORES,
    /// Negative log-likelihood of the right class at each position; computed inside the graph, so that only one number
    /// a position crosses the border.
    LOSSES,
    /// The class with the largest score at each position.
    CHOICES;

    static final String TARGETS = "evoka.targets";
    static final String OUTPUT = "evoka.output";

    private static final long OLDEST_OPSET = 11;

    /// The graph with this outcome as its only output.
    ///
    /// @param scores the model's output that has the scores of the classes
    OnnxGraph of(OnnxGraph graph, GraphValue scores) {
        if (this != SCORES && graph.opset() < OLDEST_OPSET) {
            throw new OnnxException(
                    "the model uses operator set %d, at least %d is needed: export it again with a newer one"
                            .formatted(graph.opset(), OLDEST_OPSET));
        }
        long[] free = scores.shape().stream().mapToLong(each -> -1).toArray();
        return switch (this) {
            case SCORES -> graph.extend(List.of(), List.of(), List.of(scores));
            case LOSSES -> {
                long[] single = free.clone();
                single[single.length - 1] = 1;
                yield graph.extend(
                        List.of(GraphValue.of(TARGETS, ElementType.INT64, single)),
                        List.of(
                                GraphNode.of("LogSoftmax", "evoka.log", scores.name())
                                        .with("axis", -1L),
                                GraphNode.of("GatherElements", "evoka.right", "evoka.log", TARGETS)
                                        .with("axis", -1L),
                                GraphNode.of("Neg", OUTPUT, "evoka.right")),
                        List.of(GraphValue.of(OUTPUT, ElementType.FLOAT, single)));
            }
            case CHOICES ->
                graph.extend(
                        List.of(),
                        List.of(GraphNode.of("ArgMax", OUTPUT, scores.name())
                                .with("axis", -1L)
                                .with("keepdims", 0L)),
                        List.of(GraphValue.of(OUTPUT, ElementType.INT64, Arrays.copyOf(free, free.length - 1))));
        };
    }

    /// Name of the only output.
    String output(GraphValue scores) {
        return this == SCORES ? scores.name() : OUTPUT;
    }
}
