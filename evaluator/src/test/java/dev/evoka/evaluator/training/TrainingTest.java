package dev.evoka.evaluator.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.evaluator.data.NamedFiles;
import dev.evoka.evaluator.onnx.TransformerGraph;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.measures.ErrorMeasure;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.Measures;
import dev.evoka.measures.text.LikelihoodMeasure;
import dev.evoka.measures.text.TextMeasure;
import dev.evoka.seeded.Batch;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small models on small data, for every task.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingTest {

    private static final Instruction PERTURBED =
            new Instruction(new Recipe.OneSided(0.1f), Scale.RMS, Batch.training(3));
    private static final Instruction SAME = new Instruction(new Recipe.Same(), Scale.NONE, Batch.VALIDATION);
    private static final String TEXT = "task: continue, data: {text: text.txt, length: 12}";
    private static final String LINES = "task: complete, data: {lines: lines.jsonl, length: 16, answer: 4}";
    private static final String LABELS = "task: classify, data: {lines: labels.jsonl, length: 16}";

    @TempDir
    static Path folder;

    @BeforeAll
    void write() throws IOException {
        Files.write(
                folder.resolve("gpt.onnx"),
                new TransformerGraph(1, 8, 2, 16, 128, 0).random(1).bytes());
        Files.write(
                folder.resolve("bert.onnx"),
                new TransformerGraph(1, 8, 2, 16, 128, 3).random(1).bytes());
        Files.writeString(folder.resolve("text.txt"), "What a wonderful world this is. ".repeat(20));
        StringBuilder lines = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            lines.append("{\"prompt\": \"%d+1=\", \"completion\": \"%d\\n\"}%n".formatted(i, i + 1));
            labels.append("{\"text\": \"number %d\", \"label\": \"%s\"}%n".formatted(i, "abc".charAt(i % 3)));
        }
        Files.writeString(folder.resolve("lines.jsonl"), lines);
        Files.writeString(folder.resolve("labels.jsonl"), labels);
    }

    private RunSpec spec(String objective) {
        return SpecReader.parse(
                """
                name: small
                objective: {model: onnx, %s}
                optimizer: {algorithm: evolution-strategy}
                stop: {generations: 1}
                """.formatted(objective.contains("batch:") ? objective : objective + ", batch: 10"), folder);
    }

    private TrainingSurvey survey(String objective) {
        RunSpec spec = spec(objective);
        return Training.survey(
                TrainingSpec.of(spec.objective()),
                spec,
                new NamedFiles(folder, ArtifactFolder.in(folder).remote()));
    }

    private Training training(String objective) {
        return Training.open(spec(objective), survey(objective).facts().json());
    }

    private static double[] errors(Training training, Instruction instruction, ErrorMeasure measure, int shards) {
        int count = 3;
        ExactSum[] sums = new ExactSum[count * measure.statistics(3)];
        Arrays.setAll(sums, i -> new ExactSum());
        long examples = 0;
        for (int shard = 0; shard < shards; shard++) {
            ShardStatistics found =
                    training.evaluate(0, instruction, 0, count, shard, shards).orElseThrow();
            examples += found.examples();
            for (int i = 0; i < found.values().length; i++) {
                sums[i % sums.length].add(found.values()[i]);
            }
        }
        double[] errors = new double[count];
        for (int i = 0; i < count; i++) {
            double[] each = new double[measure.statistics(3)];
            for (int s = 0; s < each.length; s++) {
                each[s] = sums[i * each.length + s].value();
            }
            errors[i] = measure.finish(each, examples);
        }
        return errors;
    }

    private static ErrorMeasure measure(String name) {
        return Measures.named(name)
                .<ErrorMeasure>map(each -> each)
                .or(() -> LikelihoodMeasure.named(name))
                .or(() -> TextMeasure.named(name))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "token-cross-entropy | file: gpt.onnx, error: token-cross-entropy, " + TEXT,
                "perplexity          | file: gpt.onnx, error: perplexity, " + TEXT,
                "bits-per-byte       | file: gpt.onnx, error: bits-per-byte, " + TEXT,
                "token-accuracy      | file: gpt.onnx, error: token-accuracy, " + TEXT,
                "token-cross-entropy | file: gpt.onnx, error: token-cross-entropy, " + LINES,
                "exact-match         | file: gpt.onnx, error: exact-match, " + LINES,
                "chrf                | file: gpt.onnx, error: chrf, " + LINES,
                "cross-entropy       | file: bert.onnx, error: cross-entropy, " + LABELS,
                "accuracy            | file: bert.onnx, error: accuracy, " + LABELS,
            })
    void hasTheSameBitsInAnyNumberOfShards(String name, String objective) {
        try (Training training = training(objective)) {
            double[] expected = errors(training, PERTURBED, measure(name), 1);
            assertThat(expected).doesNotContain(Double.NaN);
            assertThat(errors(training, PERTURBED, measure(name), 3)).isEqualTo(expected);
            assertThat(errors(training, PERTURBED, measure(name), 16)).isEqualTo(expected);
        }
    }

    @Test
    void measuresTheModelItselfOnAllThatIsHeldOut() {
        try (Training training = training("file: gpt.onnx, error: token-cross-entropy, " + TEXT)) {
            double[] errors = errors(training, SAME, LikelihoodMeasure.CROSS_ENTROPY, 1);
            assertThat(errors[0]).isEqualTo(errors[1]).isBetween(4.5, 5.2);
            // A tenth of 640 bytes in windows of 12 and the byte after each.
            assertThat(training.evaluate(0, SAME, 0, 1, 0, 1).orElseThrow().examples())
                    .isEqualTo(5);
        }
    }

    @Test
    void judgesByAnotherMeasureThanItTrainsOn() {
        String objective = "file: gpt.onnx, error: token-cross-entropy, validationError: exact-match, " + LINES;
        assertThat(survey(objective).validationMeasure()).isEqualTo("exact-match");
        try (Training training = training(objective)) {
            assertThat(errors(training, SAME, TextMeasure.EXACT_MATCH, 1)[0]).isEqualTo(1);
        }
    }

    @Test
    void hidesTokensThatAnEncoderFillsIn() {
        String objective =
                "file: gpt.onnx, error: token-cross-entropy, task: fill, data: {text: text.txt, length: 12, mask: '#'}";
        try (Training training = training(objective)) {
            assertThat(errors(training, PERTURBED, LikelihoodMeasure.CROSS_ENTROPY, 1)[0])
                    .isBetween(4.0, 6.0);
        }
    }

    @Test
    void findsOutWhatTheRunNeedsToKnow() {
        TrainingSurvey survey = survey("file: bert.onnx, error: accuracy, " + LABELS);
        assertThat(survey.classes()).isEqualTo(3);
        assertThat(survey.measure()).isEqualTo("accuracy");
        assertThat(survey.weights()).isGreaterThan(1_000);
        assertThat(TrainingFacts.of(survey.facts().json())).isEqualTo(survey.facts());
    }

    @Test
    void dropsABlockThatTheModelIsBeyond() {
        try (Training training = training("file: gpt.onnx, error: token-cross-entropy, " + TEXT)) {
            assertThat(training.evaluate(1, PERTURBED, 0, 1, 0, 1)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "file: none.onnx, error: perplexity, " + TEXT + " | objective.file: there is no file",
                "file: text.txt, error: perplexity, " + TEXT + " | objective: the model is no ONNX file",
                "file: gpt.onnx, error: bleu, " + TEXT
                        + " | objective.error must be one of token-cross-entropy, perplexity, bits-per-byte, token-accuracy for task continue but was 'bleu'",
                "file: gpt.onnx, error: exactmatch, " + LINES + " | but was 'exactmatch' (did you mean 'exact-match'?)",
                "file: gpt.onnx, error: perplexity, task: continue, data: {lines: lines.jsonl} | objective.data must have text for task continue, but has lines",
                "file: gpt.onnx, error: perplexity, task: continue, data: {text: text.txt, lines: lines.jsonl} | objective.data must have either text or lines",
                "file: gpt.onnx, error: perplexity, task: continue, data: {text: text.txt, length: 17} | longer than its context",
                "file: gpt.onnx, error: perplexity, task: continue, data: {text: text.txt, length: 200} | longer text or a shorter length",
                "file: gpt.onnx, error: perplexity, trainable: {include: ['head*', 'nix']}, " + TEXT
                        + " | 'nix' matches no weight; the model has tokens.weight",
                "file: gpt.onnx, error: perplexity, inputs: {ids: tokens}, " + TEXT
                        + " | the model has no input 'ids', it has [input_ids]",
                "file: gpt.onnx, error: perplexity, inputs: {input_ids: token}, " + TEXT
                        + " | objective.inputs.input_ids must be one of",
                "file: gpt.onnx, error: perplexity, tokenizer: none.json, " + TEXT
                        + " | objective.tokenizer: there is no file",
                "file: gpt.onnx, error: perplexity, batch: 0, " + TEXT + " | objective.batch must be ≥ 1 but was 0",
                "file: gpt.onnx, error: token-cross-entropy, task: fill, data: {text: text.txt, length: 12} | objective.data.mask must be one token",
                "file: bert.onnx, error: mse, " + LABELS
                        + " | objective.error must be one of cross-entropy, accuracy for task classify",
            })
    void saysWhatIsWrong(String objective, String message) {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> survey(objective))
                .withMessageContaining(message);
    }

    @Test
    void refusesFilesThatAreNotWhatTheyWere() throws IOException {
        String objective = "file: gpt.onnx, error: perplexity, task: continue, data: {text: other.txt, length: 12}";
        Files.writeString(folder.resolve("other.txt"), "The text at the submission. ".repeat(20));
        String facts = survey(objective).facts().json();
        Files.writeString(folder.resolve("other.txt"), "Another text, some time later. ".repeat(20));
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> Training.open(spec(objective), facts))
                .withMessageContaining("is not what it was when the run was submitted");
    }
}
