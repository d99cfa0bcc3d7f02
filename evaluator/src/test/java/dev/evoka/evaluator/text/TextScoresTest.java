package dev.evoka.evaluator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.evaluator.onnx.CopyingGraph;
import dev.evoka.evaluator.onnx.Feed;
import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.OnnxModel;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.evaluator.onnx.Targets;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.text.LikelihoodMeasure;
import dev.evoka.measures.text.TextMeasure;
import dev.evoka.optimizers.Draws;
import dev.evoka.spec.SpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Models on text: likelihoods, answers, and what does not fit.
class TextScoresTest {

    private static final ByteTokenizer BYTES = new ByteTokenizer();

    private static List<TextRecord> records(int count) {
        List<TextRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Draws draws = new Draws(6, 0, i);
            String prompt = "abcdefghij".substring(draws.below(5), 5 + draws.below(5));
            records.add(new TextRecord(prompt + "=", List.of("xyz".substring(draws.below(2)), "abc def")));
        }
        return records;
    }

    @Test
    void aLikelihoodIsThatOfTheAskedTokensOnly() {
        Completions examples = Completions.of(records(5), BYTES, SmallModels.CONTEXT);
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            double nats = 0;
            int tokens = 0;
            for (TokenExample each : examples.examples()) {
                long[] ids = Arrays.stream(each.tokens()).asLongStream().toArray();
                Feed feed = new Feed(1, Map.of(InputSource.TOKENS, new Feed.Longs(ids.length, ids)));
                float[] losses = worker.losses(feed, new Targets(1, ids.length, each.targets()));
                for (int i = 0; i < losses.length; i++) {
                    nats += each.targets()[i] == Targets.NONE ? 0 : losses[i];
                    tokens += each.targets()[i] == Targets.NONE ? 0 : 1;
                }
            }
            for (LikelihoodMeasure measure : LikelihoodMeasure.values()) {
                double expected = switch (measure) {
                    case CROSS_ENTROPY -> nats / tokens;
                    case PERPLEXITY -> Math.exp(nats / tokens);
                    case BITS_PER_BYTE -> nats / tokens / Math.log(2);
                    case TOKEN_ACCURACY -> 1;
                };
                Likelihoods likelihoods = new Likelihoods(examples, measure, true, 64);
                double error = likelihoods.sums(worker, LongStream.range(0, 5)).error(measure, 5);
                assertThat(error).isCloseTo(expected, within(measure == LikelihoodMeasure.TOKEN_ACCURACY ? 0.3 : 1e-5));
            }
        }
    }

    private static double[] sums(Likelihoods likelihoods, OnnxWorker worker, int shards, long examples) {
        ExactSum numerator = new ExactSum();
        ExactSum denominator = new ExactSum();
        for (int shard = 0; shard < shards; shard++) {
            long own = shard;
            Likelihoods.Sums sums =
                    likelihoods.sums(worker, LongStream.range(0, examples).filter(each -> each % shards == own));
            Arrays.stream(sums.numerator().components()).forEach(numerator::add);
            Arrays.stream(sums.denominator().components()).forEach(denominator::add);
        }
        return new double[] {numerator.value(), denominator.value()};
    }

    @ParameterizedTest
    @EnumSource
    void shardsAndBatchesChangeNoBitOfALikelihood(LikelihoodMeasure measure) {
        Completions examples = Completions.of(records(40), BYTES, SmallModels.CONTEXT);
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            double[] whole = sums(new Likelihoods(examples, measure, true, 2048), worker, 1, 40);
            for (int shards : new int[] {1, 3, 16}) {
                for (int tokens : new int[] {1, 50, 2048}) {
                    assertThat(sums(new Likelihoods(examples, measure, true, tokens), worker, shards, 40))
                            .containsExactly(whole);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shardsChangeNoBitOfWhatAnswersAreWorth(TextMeasure measure) {
        AnswerScores scores =
                new AnswerScores(records(70), Decoding.greedy(4, SmallModels.CONTEXT, "", BYTES), measure);
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            List<Double> errors = new ArrayList<>();
            for (int shards : new int[] {1, 3, 16}) {
                ExactSum[] sums = new ExactSum[scores.statistics()];
                Arrays.setAll(sums, i -> new ExactSum());
                for (int shard = 0; shard < shards; shard++) {
                    long own = shard;
                    scores.add(worker, LongStream.range(0, 70).filter(each -> each % shards == own), sums);
                }
                double[] values =
                        Arrays.stream(sums).mapToDouble(ExactSum::value).toArray();
                errors.add(measure.finish(values, scores.size()));
            }
            assertThat(errors).containsOnly(errors.getFirst());
            assertThat(errors.getFirst()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void theLikeliestContinuationIsTheBestTokenAgainAndAgain() {
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            List<int[]> prompts = List.of(BYTES.encode("abc"), BYTES.encode("a longer one"));
            List<String> both =
                    Decoding.greedy(30, SmallModels.CONTEXT, "", BYTES).continuations(worker, prompts);
            for (int row = 0; row < 2; row++) {
                int[] text = prompts.get(row);
                for (int step = 0; step < 30; step++) {
                    int[] seen = Arrays.copyOfRange(text, Math.max(0, text.length - SmallModels.CONTEXT), text.length);
                    long[] ids = Arrays.stream(seen).asLongStream().toArray();
                    long[] best =
                            worker.choices(new Feed(1, Map.of(InputSource.TOKENS, new Feed.Longs(ids.length, ids))));
                    text = IntStream.concat(Arrays.stream(text), IntStream.of((int) best[best.length - 1]))
                            .toArray();
                }
                int[] added = Arrays.copyOfRange(text, prompts.get(row).length, text.length);
                assertThat(both.get(row)).isEqualTo(BYTES.decode(added));
            }
        }
    }

    @Test
    void drawsFollowFromTheSeedAndFlattenWithTheTemperature() {
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            List<int[]> prompts = List.of(BYTES.encode("abc"));
            String one = new Decoding(20, 24, 1, 1, "", "", BYTES)
                    .continuations(worker, prompts)
                    .getFirst();
            String again = new Decoding(20, 24, 1, 1, "", "", BYTES)
                    .continuations(worker, prompts)
                    .getFirst();
            String other = new Decoding(20, 24, 1, 2, "", "", BYTES)
                    .continuations(worker, prompts)
                    .getFirst();
            String cold = new Decoding(20, 24, 1e-9, 2, "", "", BYTES)
                    .continuations(worker, prompts)
                    .getFirst();
            String best = Decoding.greedy(20, 24, "", BYTES)
                    .continuations(worker, prompts)
                    .getFirst();
            assertThat(again).isEqualTo(one);
            assertThat(other).isNotEqualTo(one);
            assertThat(cold).isEqualTo(best);
        }
    }

    @Test
    void aDecoderOfItsOwnBeginsWithTheStartAndEndsBeforeTheEnd() {
        try (OnnxModel model = SmallModels.model(CopyingGraph.graph());
                OnnxWorker worker = SmallModels.asExported(model)) {
            Decoding decoding = new Decoding(9, 20, 0, 0, "a", "f", BYTES);
            List<int[]> sources = List.of(BYTES.encode("some"), BYTES.encode("sources"));
            assertThat(decoding.continuations(worker, sources)).containsExactly("bcde", "bcde");
            Pairs pairs = Pairs.of(List.of(new TextRecord("some", List.of("bcd"))), BYTES, "a", "e", 9);
            LikelihoodMeasure measure = LikelihoodMeasure.TOKEN_ACCURACY;
            Likelihoods likelihoods = new Likelihoods(pairs, measure, true, 64);
            assertThat(likelihoods.sums(worker, LongStream.of(0)).error(measure, 1))
                    .isZero();
        }
    }

    @Test
    void classesOfTextsHaveALikelihoodToo() {
        List<TextRecord> records =
                List.of(new TextRecord("good", List.of("a")), new TextRecord("better still", List.of("b")));
        Labelled examples = Labelled.of(records, BYTES, List.of("a", "b", "c"), SmallModels.CONTEXT);
        try (OnnxModel model = SmallModels.encoder(3);
                OnnxWorker worker = SmallModels.worker(model)) {
            LikelihoodMeasure measure = LikelihoodMeasure.CROSS_ENTROPY;
            Likelihoods likelihoods = new Likelihoods(examples, measure, false, 64);
            double both = likelihoods.sums(worker, LongStream.of(0, 1)).error(measure, 2);
            double first = likelihoods.sums(worker, LongStream.of(0)).error(measure, 1);
            double second = likelihoods.sums(worker, LongStream.of(1)).error(measure, 1);
            assertThat(both).isCloseTo((first + second) / 2, within(1e-6)).isPositive();
        }
    }

    @Test
    void namesATokenThatTheModelDoesNotKnow() {
        Completions examples = Completions.of(List.of(new TextRecord("grün", List.of("ja"))), BYTES, 20);
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            assertThatThrownBy(() -> Rehearsal.check(model, worker, examples, BYTES))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("token 195")
                    .hasMessageContaining("knows 128 tokens only");
        }
    }

    @Test
    void namesAnExampleThatIsLongerThanTheModelsContext() {
        List<TextRecord> records = List.of(
                new TextRecord("ab", List.of("c")), new TextRecord("a".repeat(SmallModels.CONTEXT), List.of("bc")));
        Completions examples = Completions.of(records, BYTES, 100);
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            assertThatThrownBy(() -> Rehearsal.check(model, worker, examples, BYTES))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("fails on example 2, the longest with 25 tokens")
                    .hasMessageContaining("smaller length");
        }
    }

    @Test
    void namesAClassThatTheModelDoesNotHave() {
        List<TextRecord> records = List.of(new TextRecord("good", List.of("c")));
        Labelled examples = Labelled.of(records, BYTES, List.of("a", "b", "c"), SmallModels.CONTEXT);
        try (OnnxModel model = SmallModels.encoder(2);
                OnnxWorker worker = SmallModels.worker(model)) {
            assertThatThrownBy(() -> Rehearsal.check(model, worker, examples, BYTES))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("example 1 is of class 2, counted from 0, but the model has 2 classes only");
        }
    }

    @Test
    void refusesWeightsThatGiveNoNumberAndRunsWithThoseThatDo() {
        Completions examples = Completions.of(records(3), BYTES, 20);
        try (OnnxModel model = SmallModels.decoder();
                OnnxWorker worker = SmallModels.worker(model)) {
            Rehearsal.check(model, worker, examples, BYTES);
            worker.copy().tensors().getFirst().put('=', Float.NaN);
            worker.copy().tensors().getFirst().put(16 * '=', Float.NaN);
            assertThatThrownBy(() -> Rehearsal.check(model, worker, examples, BYTES))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("NaN before any training");
        }
    }
}
