package dev.evoka.evaluator.onnx;

/// A model with an encoder and a decoder, for tests: after each token of its decoder it expects the one with the next
/// id, whatever it reads.
public final class CopyingGraph {

    private static final int TOKENS = 128;
    private static final float CERTAIN = 10;

    private CopyingGraph() {}

    /// The model.
    public static OnnxGraph graph() {
        GraphBuilder builder = new GraphBuilder();
        String source = builder.input("input_ids", ElementType.INT64, -1, -1);
        String decoder = builder.input("decoder_input_ids", ElementType.INT64, -1, -1);
        float[] table = new float[TOKENS * TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            table[i * TOKENS + (i + 1) % TOKENS] = CERTAIN;
        }
        String nothing = builder.weights("sources", new float[TOKENS * TOKENS], TOKENS, TOKENS);
        String read = builder.node("Gather", nothing, source);
        String mean = builder.node("ReduceSum", read, builder.integers(true, 1));
        String scores = builder.node("Gather", builder.weights("table", table, TOKENS, TOKENS), decoder);
        builder.named("logits", "Add", scores, mean);
        builder.output("logits", ElementType.FLOAT, -1, -1, TOKENS);
        return builder.graph("copying");
    }
}
