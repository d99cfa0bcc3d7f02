package dev.evoka.evaluator.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.evaluator.weights.WeightBase;
import dev.evoka.evaluator.weights.WeightRules;
import dev.evoka.evaluator.weights.WeightTensor;
import dev.evoka.noise.NoiseKind;
import dev.evoka.noise.NoiseSource;
import dev.evoka.optimizers.Draws;
import dev.evoka.seeded.FoldRule;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ONNX models with weights that are inputs.
class OnnxModelTest {

    private static final TransformerGraph GPT = new TransformerGraph(2, 16, 2, 24, 50, 0);
    private static final NoiseSource NOISE = new NoiseSource(NoiseKind.RADEMACHER, 0, 7);

    private static OnnxModel model(OnnxGraph graph) {
        return new OnnxModel(graph, Trainable.defaults(), InputMapping.defaults());
    }

    private static WeightBase base(OnnxModel model) {
        return new WeightBase(model.weights(), new WeightRules(NOISE, new FoldRule.Plain(), false));
    }

    private static int[] tokens(int rows, int columns) {
        Draws draws = new Draws(3, 0, 0);
        int[] tokens = new int[rows * columns];
        Arrays.setAll(tokens, i -> draws.below(50));
        return tokens;
    }

    private static Feed feed(int columns, int... tokens) {
        long[] ids = Arrays.stream(tokens).asLongStream().toArray();
        return new Feed(tokens.length / columns, Map.of(InputSource.TOKENS, new Feed.Longs(columns, ids)));
    }

    private static float[] losses(OnnxModel model, WeightBase base, int columns, int... tokens) {
        Feed feed = feed(columns, tokens);
        try (OnnxWorker worker = model.worker(base.workingCopy())) {
            base.perturb(0, new Recipe.Same().candidate(7, 0, 0), Scale.NONE, worker.copy());
            return worker.losses(feed, new Targets(feed.rows(), columns, tokens));
        }
    }

    @Test
    void lossesAreThoseOfTheScores() {
        try (OnnxModel model = model(GPT.random(1))) {
            WeightBase base = base(model);
            int[] tokens = tokens(2, 9);
            float[] losses = losses(model, base, 9, tokens);
            try (OnnxWorker worker = model.worker(base.workingCopy())) {
                base.perturb(0, new Recipe.Same().candidate(7, 0, 0), Scale.NONE, worker.copy());
                float[] scores = worker.scores(feed(9, tokens));
                long[] choices = worker.choices(feed(9, tokens));
                for (int i = 0; i < losses.length; i++) {
                    double sum = 0;
                    int best = 0;
                    for (int v = 0; v < 50; v++) {
                        sum += Math.exp(scores[i * 50 + v]);
                        best = scores[i * 50 + v] > scores[i * 50 + best] ? v : best;
                    }
                    double expected = Math.log(sum) - scores[i * 50 + tokens[i]];
                    assertThat((double) losses[i]).isCloseTo(expected, within(1e-5));
                    assertThat(choices[i]).isEqualTo(best);
                }
            }
        }
    }

    @Test
    void transformersHaveAsManyWeightsAsTheySay() {
        for (TransformerGraph each : List.of(GPT, new TransformerGraph(3, 12, 3, 7, 40, 5))) {
            try (OnnxModel model = model(each.random(1))) {
                long weights = model.weights().stream()
                        .mapToLong(tensor -> tensor.values().length)
                        .sum();
                assertThat(each.weights()).isEqualTo(weights);
            }
        }
    }

    @Test
    void aTokenIsPredictedFromThoseBeforeItAlone() {
        try (OnnxModel model = model(GPT.random(1))) {
            WeightBase base = base(model);
            int[] tokens = tokens(1, 12);
            float[] whole = losses(model, base, 12, tokens);
            float[] part = losses(model, base, 7, Arrays.copyOf(tokens, 7));
            assertThat(Arrays.copyOf(whole, 7)).containsExactly(part);
        }
    }

    @Test
    void aRowHasTheSameBitsInEveryBatchAndEverySession() {
        int[] tokens = tokens(8, 20);
        float[] whole;
        try (OnnxModel model = model(GPT.random(1))) {
            whole = losses(model, base(model), 20, tokens);
        }
        try (OnnxModel model = model(GPT.random(1))) {
            for (int row = 0; row < 8; row++) {
                float[] alone = losses(model, base(model), 20, Arrays.copyOfRange(tokens, 20 * row, 20 * row + 20));
                assertThat(alone).containsExactly(Arrays.copyOfRange(whole, 20 * row, 20 * row + 20));
            }
        }
    }

    @Test
    void workersSideBySideFindTheSameBits() throws InterruptedException, ExecutionException {
        try (OnnxModel model = model(GPT.random(1));
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            WeightBase base = base(model);
            float[] alone = losses(model, base, 20, tokens(4, 20));
            Callable<float[]> task = () -> losses(model, base, 20, tokens(4, 20));
            for (Future<float[]> each : pool.invokeAll(List.of(task, task, task, task, task, task))) {
                assertThat(each.get()).containsExactly(alone);
            }
        }
    }

    @Test
    void theRuntimeReadsTheWorkingCopyWhereItIs() {
        try (OnnxModel model = model(GPT.random(1))) {
            WeightBase base = base(model);
            Feed feed = feed(5, tokens(1, 5));
            Targets targets = new Targets(1, 5, tokens(1, 5));
            try (OnnxWorker worker = model.worker(base.workingCopy())) {
                base.perturb(0, new Recipe.Same().candidate(7, 0, 0), Scale.RMS, worker.copy());
                float[] before = worker.losses(feed, targets);
                base.perturb(0, new Recipe.OneSided(0.5f).candidate(7, 0, 0), Scale.RMS, worker.copy());
                assertThat(worker.losses(feed, targets)).isNotEqualTo(before);
                base.perturb(0, new Recipe.Same().candidate(7, 0, 0), Scale.RMS, worker.copy());
                assertThat(worker.losses(feed, targets)).containsExactly(before);
            }
        }
    }

    @Test
    void anEncoderDoesNotSeeWhatTheMaskHides() {
        TransformerGraph bert = new TransformerGraph(1, 16, 2, 24, 50, 3);
        try (OnnxModel model = model(bert.random(1))) {
            WeightBase base = base(model);
            try (OnnxWorker worker = model.worker(base.workingCopy())) {
                base.perturb(0, new Recipe.Same().candidate(7, 0, 0), Scale.RMS, worker.copy());
                float[] one = worker.scores(masked(new long[] {4, 5, 6, 7}, new long[] {1, 1, 0, 0}));
                float[] other = worker.scores(masked(new long[] {4, 5, 9, 1}, new long[] {1, 1, 0, 0}));
                float[] whole = worker.scores(masked(new long[] {4, 5, 9, 1}, new long[] {1, 1, 1, 1}));
                assertThat(one).hasSize(3).containsExactly(other);
                assertThat(whole).isNotEqualTo(one);
                float[] loss = worker.losses(
                        masked(new long[] {4, 5, 6, 7}, new long[] {1, 1, 0, 0}), new Targets(1, 0, new int[] {2}));
                assertThat(loss).hasSize(1);
            }
        }
    }

    private static Feed masked(long[] tokens, long[] mask) {
        return new Feed(
                1,
                Map.of(
                        InputSource.TOKENS, new Feed.Longs(tokens.length, tokens),
                        InputSource.MASK, new Feed.Longs(mask.length, mask)));
    }

    @Test
    void trainedWeightsGoBackIntoTheGraph() {
        OnnxGraph graph = GPT.random(1);
        try (OnnxModel model = model(graph)) {
            WeightBase base = base(model);
            base.fold(new Update.Move(0, 0, Scale.RMS, 1, 0, new float[] {0.3f, -0.1f}));
            List<WeightTensor> trained = named(model.weights(), base.weights());
            OnnxGraph exported = OnnxGraph.of(WeightExport.onnx(graph, trained), Path.of("/"));
            try (OnnxModel again = model(exported)) {
                assertThat(base(again).digest()).isEqualTo(base.digest());
                assertThat(losses(again, base(again), 20, tokens(2, 20)))
                        .isNotEqualTo(losses(model, base(model), 20, tokens(2, 20)));
            }
        }
    }

    private static List<WeightTensor> named(List<WeightTensor> like, List<float[]> values) {
        return IntStream.range(0, like.size())
                .mapToObj(t -> new WeightTensor(like.get(t).name(), like.get(t).shape(), values.get(t)))
                .toList();
    }

    @Test
    void readsWeightsFromAFileBesideTheModel(@TempDir Path folder) throws IOException {
        OnnxGraph graph = GPT.random(1);
        float[] values = tokens(graph);
        ByteBuffer raw = ByteBuffer.allocate(16 + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.position(16).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        Files.write(folder.resolve("model.data"), raw.array());
        OnnxGraph external = graph.replace(initializer -> initializer.name().equals("tokens.weight")
                ? initializer
                        .message()
                        .without(9)
                        .with(entry("location", "model.data"))
                        .with(entry("offset", "16"))
                        .with(new ProtoField.Varint(14, 1))
                : initializer.message());
        Files.write(folder.resolve("model.onnx"), external.bytes());
        assertThat(tokens(OnnxGraph.read(folder.resolve("model.onnx")))).containsExactly(values);
    }

    private static float[] tokens(OnnxGraph graph) {
        return graph.initializers().stream()
                .filter(initializer -> initializer.name().equals("tokens.weight"))
                .findFirst()
                .orElseThrow()
                .floats();
    }

    private static ProtoField entry(String key, String value) {
        return ProtoField.Bytes.of(
                13,
                ProtoMessage.of(ProtoField.Bytes.of(1, key), ProtoField.Bytes.of(2, value))
                        .bytes());
    }

    @Test
    void trainsTheWeightsThatThePatternsChoose() {
        OnnxGraph graph = GPT.random(1);
        List<Initializer> chosen =
                new Trainable(List.of("blocks.*.norm?.*", "head.*"), List.of("*.bias")).select(graph.initializers());
        assertThat(chosen.stream().map(Initializer::name))
                .containsExactly(
                        "blocks.0.norm1.weight",
                        "blocks.0.norm2.weight",
                        "blocks.1.norm1.weight",
                        "blocks.1.norm2.weight",
                        "head.weight");
    }

    @Test
    void refusesPatternsThatMatchNothingAndListsTheNames() {
        Trainable trainable = new Trainable(List.of("lora.*"), List.of());
        assertThatThrownBy(() -> trainable.select(GPT.random(1).initializers()))
                .isInstanceOf(OnnxException.class)
                .hasMessageStartingWith("trainable: 'lora.*' matches no weight; the model has tokens.weight, ");
    }

    @Test
    void refusesInputsWithoutAMapping() {
        InputMapping mapping = new InputMapping(Map.of("x", InputSource.TOKENS));
        assertThatThrownBy(() -> new OnnxModel(GPT.random(1), Trainable.defaults(), mapping))
                .hasMessage("inputs: the model has no input 'x', it has [input_ids]");
        List<GraphValue> unknown =
                List.of(GraphValue.of("left", ElementType.INT64, -1), GraphValue.of("right", ElementType.INT64, -1));
        assertThatThrownBy(() -> InputMapping.defaults().resolve(unknown))
                .hasMessageStartingWith("inputs: [left, right] of the model need a mapping, each to one of [features");
    }

    @Test
    void saysWhatATextThatIsTooLongMeans() {
        try (OnnxModel model = model(GPT.random(1))) {
            WeightBase base = base(model);
            assertThatThrownBy(() -> losses(model, base, 25, tokens(1, 25)))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("longer than its context")
                    .hasMessageContaining("Add node")
                    .hasMessageNotContainingAny("Error code", "onnxruntime_src", "\n");
        }
    }

    @Test
    void refusesAFileThatIsNoModel(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.onnx");
        assertThatThrownBy(() -> OnnxGraph.read(file)).hasMessage("there is no model file " + file);
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1");
        assertThatThrownBy(() -> OnnxGraph.read(file)).isInstanceOf(OnnxException.class);
        byte[] whole = GPT.random(1).bytes();
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        assertThatThrownBy(() -> OnnxGraph.read(file)).hasMessageContaining("copy or download it again");
    }

    @Test
    void refusesAnOldOperatorSetForLosses() {
        OnnxGraph graph = GPT.random(1);
        ProtoMessage old = ProtoMessage.of(ProtoField.Bytes.of(1, ""), new ProtoField.Varint(2, 9));
        OnnxGraph changed =
                new OnnxGraph(graph.model().without(8).with(ProtoField.Bytes.of(8, old.bytes())), Path.of("/"));
        try (OnnxModel model = model(changed)) {
            assertThatThrownBy(() -> losses(model, base(model), 5, tokens(1, 5)))
                    .hasMessageContaining("operator set 9, at least 11");
        }
    }

    @Test
    void saysWhichOperatorTheRuntimeDoesNotKnow() {
        GraphBuilder builder = new GraphBuilder();
        String ids = builder.input("input_ids", ElementType.INT64, -1, -1);
        String rows = builder.node("Gather", builder.weights("w", new float[128 * 2], 128, 2), ids);
        builder.named("logits", "FlashAttention", rows);
        builder.output("logits", ElementType.FLOAT, -1, -1, 2);
        try (OnnxModel model = model(builder.graph("unknown"))) {
            assertThatThrownBy(() -> losses(model, base(model), 5, tokens(1, 5)))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("ONNX Runtime refuses the model")
                    .hasMessageContaining("FlashAttention")
                    .hasMessageNotContaining("Error code");
        }
    }

    @Test
    void saysThatAModelIsNotInFloat32() {
        GraphBuilder builder = new GraphBuilder();
        String ids = builder.input("input_ids", ElementType.INT64, -1, -1);
        builder.named("logits", "Gather", builder.weights("table", new float[128 * 2], 128, 2), ids);
        builder.output("logits", ElementType.FLOAT, -1, -1, 2);
        OnnxGraph half = builder.graph("half")
                .replace(each -> each.message().without(2).with(new ProtoField.Varint(2, ElementType.FLOAT16.code())));
        assertThatThrownBy(() -> model(half))
                .isInstanceOf(OnnxException.class)
                .hasMessage(
                        "trainable matches no weight; the model has none in float32, table is FLOAT16: export it in float32");
    }

    @Test
    void writesSafetensors() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(
                List.of(
                        new WeightTensor("a", new long[] {2}, new float[] {1, 2}),
                        new WeightTensor("b", new long[] {1, 1}, new float[] {3})),
                out);
        ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) file.getLong();
        assertThat((8 + length) % 8).isZero();
        String header = new String(out.toByteArray(), 8, length, StandardCharsets.UTF_8);
        assertThat(header.strip())
                .isEqualTo("{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[8,12]}}");
        float[] numbers = new float[3];
        file.position(8 + length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        assertThat(numbers).containsExactly(1, 2, 3);
    }

    @Test
    void feedsAllSourcesThatAModelWants() {
        try (OnnxModel model = model(GPT.random(1))) {
            assertThat(model.sources()).isEqualTo(Set.of(InputSource.TOKENS));
            assertThat(model.classes()).isEqualTo(50);
            assertThat(model.rank()).isEqualTo(3);
        }
    }
}
