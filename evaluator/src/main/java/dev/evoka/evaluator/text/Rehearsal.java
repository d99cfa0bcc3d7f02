package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.OnnxException;
import dev.evoka.evaluator.onnx.OnnxModel;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.measures.text.LikelihoodMeasure;
import dev.evoka.spec.SpecException;
import java.util.stream.LongStream;

/// Tries model and examples out before a run, so that what does not fit is an error with a remedy and not a run whose
/// candidates all fail.
public final class Rehearsal {

    private static final long LOOKED_AT = 4096;

    private Rehearsal() {}

    /// Checks that the model knows all tokens and classes, can take the longest of the examples, and has an error
    /// there.
    ///
    /// @param worker has the weights that the run starts with
    /// @throws SpecException if not
    public static void check(OnnxModel model, OnnxWorker worker, Examples examples, Tokenizer tokenizer) {
        try {
            model.open();
        } catch (OnnxException e) {
            throw new SpecException("objective.file: " + e.getMessage(), e);
        }
        boolean positions = model.rank() > 2;
        long known = model.classes();
        if (positions && known > 0) {
            checkTokens(examples, tokenizer, known);
        }
        long longest = 0;
        for (long i = 0; i < Math.min(LOOKED_AT, examples.size()); i++) {
            long index = i * examples.size() / Math.min(LOOKED_AT, examples.size());
            longest = examples.at(index).tokens().length > examples.at(longest).tokens().length ? index : longest;
            if (!positions && known > 0) {
                checkClass(examples.at(index), index, known);
            }
        }
        run(worker, examples, longest, positions);
    }

    private static void checkTokens(Examples examples, Tokenizer tokenizer, long known) {
        int largest = examples.tokens().max().orElse(0);
        if (largest >= known) {
            throw new SpecException(
                    "the data have token %d ('%s'), but the model knows %d tokens only: take the tokenizer that it was trained with, or leave such texts out"
                            .formatted(largest, tokenizer.decode(new int[] {largest}), known));
        }
    }

    private static void checkClass(TokenExample example, long index, long known) {
        for (int each : example.targets()) {
            if (each >= known) {
                throw new SpecException("example %d is of class %d, counted from 0, but the model has %d classes only"
                        .formatted(index + 1, each, known));
            }
        }
    }

    private static void run(OnnxWorker worker, Examples examples, long index, boolean positions) {
        LikelihoodMeasure measure = LikelihoodMeasure.CROSS_ENTROPY;
        int length = examples.at(index).tokens().length;
        double error;
        try {
            error = new Likelihoods(examples, measure, positions, Likelihoods.TOKENS)
                    .sums(worker, LongStream.of(index))
                    .error(measure, 1);
        } catch (OnnxException e) {
            throw new SpecException(
                    "the model fails on example %d, the longest with %d tokens; if its context is shorter, choose a smaller length. %s"
                            .formatted(index + 1, length, e.getMessage()),
                    e);
        }
        if (!Double.isFinite(error)) {
            throw new SpecException(
                    "the model's error on example %d is %s before any training: check its weights, and that it was exported in float32"
                            .formatted(index + 1, error));
        }
    }
}
