package dev.evoka.evaluator.training;

import dev.evoka.evaluator.onnx.OnnxException;
import dev.evoka.evaluator.text.AnswerScores;
import dev.evoka.evaluator.text.Completions;
import dev.evoka.evaluator.text.Decoding;
import dev.evoka.evaluator.text.Examples;
import dev.evoka.evaluator.text.JsonLines;
import dev.evoka.evaluator.text.Labelled;
import dev.evoka.evaluator.text.MaskedWindows;
import dev.evoka.evaluator.text.Pairs;
import dev.evoka.evaluator.text.TextRecord;
import dev.evoka.evaluator.text.Tokenizer;
import dev.evoka.evaluator.text.Windows;
import dev.evoka.measures.Measures;
import dev.evoka.measures.text.LikelihoodMeasure;
import dev.evoka.measures.text.TextMeasure;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The examples of a run: those that are trained on, and those that are held out, each with its error measure.
///
/// @param train what mini-batches are chosen from
/// @param validation what the model is measured on
/// @param examples those that are trained on, as the model is given them
/// @param classes classes that the model tells apart; 0 if it is not to classify
record TrainingData(Scoring train, Scoring validation, Examples examples, int classes) {

    private static final String VALIDATION = "objective.data.validation";

    /// Reads them.
    ///
    /// @param rows classes or tokens that the model scores; -1 if its file does not say
    /// @throws SpecException if they are not what they were, too few, or not what the model can take
    static TrainingData load(TrainingSpec spec, TrainingFacts facts, Tokenizer tokenizer, long rows, long seed) {
        TextSpec text = spec.text();
        Path file = facts.data().checked("objective.data");
        Optional<Path> held = facts.validation().map(each -> each.checked(VALIDATION));
        if (!spec.task().windows()) {
            return new Lines(spec, tokenizer, rows, JsonLines.read(file), held.map(JsonLines::read)).data();
        }
        int[] all = tokens(file, tokenizer);
        int cut = held.isPresent() ? all.length : (int) (all.length * (1 - text.held()));
        int[] validation = held.map(each -> tokens(each, tokenizer)).orElse(Arrays.copyOfRange(all, cut, all.length));
        LikelihoodMeasure measure = likelihood(spec.error());
        Examples train = windows(spec, Arrays.copyOf(all, cut), text.stride(), tokenizer, seed);
        return new TrainingData(
                LikelihoodScoring.of(train, measure),
                LikelihoodScoring.of(
                        Some.of(windows(spec, validation, text.length(), tokenizer, seed), text.validationExamples()),
                        likelihood(spec.judge())),
                train,
                0);
    }

    private static Examples windows(TrainingSpec spec, int[] text, int stride, Tokenizer tokenizer, long seed) {
        int length = spec.text().length();
        if (spec.task() == Task.CONTINUE) {
            return new Windows(text, tokenizer, length, stride);
        }
        String name = spec.text().mask();
        int[] mask = tokenizer.encode(name);
        if (mask.length != 1) {
            throw new SpecException(
                    "objective.data.mask must be one token, but the tokenizer makes %d of '%s': name the model's own"
                            .formatted(mask.length, name));
        }
        return new MaskedWindows(text, tokenizer, length, stride, mask[0], seed);
    }

    private static LikelihoodMeasure likelihood(String name) {
        return LikelihoodMeasure.named(name).orElseThrow(() -> new OnnxException("no likelihood is called " + name));
    }

    private static int[] tokens(Path file, Tokenizer tokenizer) {
        try {
            return tokenizer.encode(Files.readString(file));
        } catch (IOException e) {
            throw new SpecException("%s cannot be read as UTF-8: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Examples that are lines of a file.
    private record Lines(
            TrainingSpec spec, Tokenizer tokenizer, long rows, List<TextRecord> all, Optional<List<TextRecord>> held) {

        TrainingData data() {
            int cut = held.isPresent()
                    ? all.size()
                    : (int) (all.size() * (1 - spec.text().held()));
            List<TextRecord> train = all.subList(0, cut);
            List<TextRecord> validation = some(held.orElse(all.subList(cut, all.size())));
            if (train.isEmpty() || validation.isEmpty()) {
                throw new SpecException(
                        "objective.data has %d examples to train on and %d that are held out: both need one"
                                .formatted(train.size(), validation.size()));
            }
            List<String> labels = spec.task() == Task.CLASSIFY ? labels() : List.of();
            Examples examples = examples(train, labels);
            return new TrainingData(
                    scoring(train, examples, spec.error()),
                    scoring(validation, examples(validation, labels), spec.judge()),
                    examples,
                    labels.size());
        }

        private List<TextRecord> some(List<TextRecord> records) {
            int most = spec.text().validationExamples();
            return records.size() <= most
                    ? records
                    : IntStream.range(0, most)
                            .mapToObj(i -> records.get((int) ((long) i * records.size() / most)))
                            .toList();
        }

        private List<String> labels() {
            List<String> labels = Labelled.labels(all);
            if (rows >= 0 && labels.size() > rows) {
                throw new SpecException("objective.data has %d labels, but the model has %d classes: %s"
                        .formatted(labels.size(), rows, labels));
            }
            return labels;
        }

        private Examples examples(List<TextRecord> records, List<String> labels) {
            TextSpec text = spec.text();
            return switch (spec.task()) {
                case CLASSIFY -> Labelled.of(records, tokenizer, labels, text.length());
                case TRANSLATE -> Pairs.of(records, tokenizer, text.start(), text.end(), text.length());
                case COMPLETE -> Completions.of(records, tokenizer, text.length());
                case CONTINUE, FILL -> throw new IllegalStateException("windows are no lines");
            };
        }

        private Scoring scoring(List<TextRecord> records, Examples examples, String measure) {
            if (spec.task() == Task.CLASSIFY) {
                return ClassScoring.of(examples, measure.equals(Measures.ACCURACY.measureName()));
            }
            TextSpec text = spec.text();
            return TextMeasure.named(measure)
                    .<Scoring>map(answers -> new AnswerScoring(new AnswerScores(
                            records,
                            new Decoding(text.answer(), text.length(), 0, 0, text.start(), text.end(), tokenizer),
                            answers)))
                    .orElseGet(() -> LikelihoodScoring.of(examples, likelihood(measure)));
        }
    }
}
