package dev.evoka.evaluator.onnx;

import dev.evoka.optimizers.Draws;
import java.util.Arrays;
import java.util.List;

/// Makes small transformers with random weights: decoders that predict the next token (GPT) and encoders that classify
/// a text (BERT). Pre-norm, learned positions, GELU. Input `input_ids`, for encoders `attention_mask` too; output
/// `logits`.
///
/// @param layers blocks of attention and feed-forward
/// @param width numbers for each token; a multiple of heads
/// @param heads attention heads
/// @param context longest text, in tokens
/// @param vocabulary number of tokens
/// @param classes 0 = a decoder; else an encoder for so many classes
public record TransformerGraph(int layers, int width, int heads, int context, int vocabulary, int classes) {

    private static final float EPSILON = 1e-5f;
    private static final float FORBIDDEN = -1e9f;
    private static final double DEVIATION = 0.02;

    public TransformerGraph {
        if (layers < 1
                || heads < 1
                || width < 1
                || width % heads != 0
                || context < 1
                || vocabulary < 2
                || classes < 0) {
            throw new IllegalArgumentException(
                    "width must be a multiple of heads, all sizes positive, but were layers %d, width %d, heads %d, context %d, vocabulary %d"
                            .formatted(layers, width, heads, context, vocabulary));
        }
    }

    /// A model with normal weights of deviation 0.02 (those that lead back to the residual stream less, as in GPT-2),
    /// all following from the seed.
    public OnnxGraph random(long seed) {
        return new Construction(seed).graph();
    }

    /// Number of its weights.
    public long weights() {
        long block = 12L * width * width + 13L * width;
        long head = (long) width * (classes == 0 ? vocabulary : classes) + classes;
        return layers * block + (long) width * (vocabulary + context + 2) + head;
    }

    private final class Construction {
        private final GraphBuilder builder = new GraphBuilder();
        private final long seed;
        private int tensors;

        Construction(long seed) {
            this.seed = seed;
        }

        OnnxGraph graph() {
            String ids = builder.input("input_ids", ElementType.INT64, -1, -1);
            String length = builder.node("Gather", builder.node("Shape", ids), builder.integers(false, 1));
            String positions = builder.node("Range", builder.integers(false, 0), length, builder.integers(false, 1));
            String x = builder.node(
                    "Add",
                    builder.node("Gather", normal("tokens.weight", 1, vocabulary, width), ids),
                    builder.node("Gather", normal("positions.weight", 1, context, width), positions));
            String mask = classes == 0 ? causal(length) : given();
            for (int layer = 0; layer < layers; layer++) {
                x = block("blocks." + layer + ".", x, mask);
            }
            x = norm("norm", x);
            if (classes == 0) {
                builder.named("logits", "MatMul", x, normal("head.weight", 1, width, vocabulary));
                builder.output("logits", ElementType.FLOAT, -1, -1, vocabulary);
            } else {
                String pooled = pooled(x);
                String scores = builder.node("MatMul", pooled, normal("head.weight", 1, width, classes));
                builder.named("logits", "Add", scores, constant("head.bias", 0, classes));
                builder.output("logits", ElementType.FLOAT, -1, classes);
            }
            return builder.graph("transformer");
        }

        /// A token sees itself and those before it.
        private String causal(String length) {
            String single = builder.node("Unsqueeze", length, builder.integers(true, 0));
            String square = builder.node("Concat", "axis", 0L, single, single);
            String all = builder.node("Expand", builder.number(FORBIDDEN), square);
            return builder.node("Trilu", "upper", 1L, all, builder.integers(false, 1));
        }

        /// A token sees all tokens that are there.
        private String given() {
            String there = builder.node("Cast", "to", 1L, builder.input("attention_mask", ElementType.INT64, -1, -1));
            String absent = builder.node("Sub", builder.number(1), there);
            String wide = builder.node("Unsqueeze", absent, builder.integers(true, 1, 2));
            return builder.node("Mul", wide, builder.number(FORBIDDEN));
        }

        private String pooled(String x) {
            String there = builder.node("Cast", "to", 1L, "attention_mask");
            String column = builder.node("Unsqueeze", there, builder.integers(true, 2));
            String axis = builder.integers(true, 1);
            String sum = builder.node("ReduceSum", "keepdims", 0L, builder.node("Mul", x, column), axis);
            return builder.node("Div", sum, builder.node("ReduceSum", "keepdims", 0L, column, axis));
        }

        private String block(String name, String x, String mask) {
            double residual = 1 / Math.sqrt(2.0 * layers);
            String attended = attention(name, norm(name + "norm1", x), mask, residual);
            String y = builder.node("Add", x, attended);
            String wide = linear(name + "up", norm(name + "norm2", y), 1, width, 4 * width);
            return builder.node("Add", y, linear(name + "down", gelu(wide), residual, 4 * width, width));
        }

        private String attention(String name, String x, String mask, double residual) {
            List<String> parts = builder.split(linear(name + "qkv", x, 1, width, 3 * width), 3);
            String query = heads(parts.get(0), 0, 2, 1, 3);
            String key = heads(parts.get(1), 0, 2, 3, 1);
            String value = heads(parts.get(2), 0, 2, 1, 3);
            String scale = builder.number((float) (1 / Math.sqrt((double) width / heads)));
            String scores = builder.node("Add", builder.node("Mul", builder.node("MatMul", query, key), scale), mask);
            String seen = builder.node("MatMul", builder.node("Softmax", "axis", -1L, scores), value);
            String back = builder.node("Transpose", "perm", new long[] {0, 2, 1, 3}, seen);
            String joined = builder.node("Reshape", back, builder.integers(true, 0, 0, width));
            return linear(name + "projection", joined, residual, width, width);
        }

        private String heads(String x, long... order) {
            String split = builder.node("Reshape", x, builder.integers(true, 0, 0, heads, width / heads));
            return builder.node("Transpose", "perm", order, split);
        }

        private String linear(String name, String x, double factor, int from, int to) {
            String product = builder.node("MatMul", x, normal(name + ".weight", factor, from, to));
            return builder.node("Add", product, constant(name + ".bias", 0, to));
        }

        private String gelu(String x) {
            String erf = builder.node("Erf", builder.node("Div", x, builder.number((float) Math.sqrt(2))));
            String gate = builder.node("Mul", builder.node("Add", erf, builder.number(1)), builder.number(0.5f));
            return builder.node("Mul", x, gate);
        }

        private String norm(String name, String x) {
            return builder.node(
                    "LayerNormalization",
                    "epsilon",
                    EPSILON,
                    x,
                    constant(name + ".weight", 1, width),
                    constant(name + ".bias", 0, width));
        }

        private String constant(String name, float value, int size) {
            float[] values = new float[size];
            Arrays.fill(values, value);
            tensors++;
            return builder.weights(name, values, size);
        }

        private String normal(String name, double factor, int rows, int columns) {
            Draws draws = new Draws(seed, 0, tensors++);
            float[] values = new float[rows * columns];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (DEVIATION * factor * draws.normal());
            }
            return builder.weights(name, values, rows, columns);
        }
    }
}
