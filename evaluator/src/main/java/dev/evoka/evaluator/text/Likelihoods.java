package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.evaluator.onnx.Targets;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.text.LikelihoodMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// The statistics of a likelihood measure on examples. How they are cut into batches or shards changes no
/// bit: a model says the same of a text in every batch, the positions of an example are summed in their
/// order, and examples exactly.
///
/// @param examples all examples of the data set
/// @param measure what is counted
/// @param positions true if the model says something at each position, false if once for each text
/// @param tokens most tokens that the model is given at once
public record Likelihoods(Examples examples, LikelihoodMeasure measure, boolean positions, int tokens) {

    /// Tokens at once that keep a processor busy and its caches warm.
    public static final int TOKENS = 2048;

    /// Sums of a numerator and a denominator.
    ///
    /// @param numerator what is divided
    /// @param denominator by what it is divided
    public record Sums(ExactSum numerator, ExactSum denominator) {

        /// The error, if these are all shards.
        public double error(LikelihoodMeasure measure, long examples) {
            return measure.finish(new double[] {numerator.value(), denominator.value()}, examples);
        }
    }

    /// Examples as the model is given them: made once for all candidates that see them.
    public final class Prepared {
        private final List<Rows> all = new ArrayList<>();

        private Prepared() {}

        /// Statistics of a candidate.
        ///
        /// @param worker has the candidate's weights
        public Sums sums(OnnxWorker worker) {
            Sums sums = new Sums(new ExactSum(), new ExactSum());
            all.forEach(each -> add(worker, each, sums));
            return sums;
        }
    }

    private record Rows(List<TokenExample> examples, TokenBatch batch) {}

    /// Makes examples ready.
    ///
    /// @param sources what the model wants
    /// @param chosen examples, for example those of a mini-batch that are in this shard
    public Prepared prepared(Set<InputSource> sources, LongStream chosen) {
        Prepared prepared = new Prepared();
        List<TokenExample> rows = new ArrayList<>();
        int longest = 0;
        for (TokenExample each : (Iterable<TokenExample>) chosen.mapToObj(examples::at)::iterator) {
            int width = Math.max(longest, each.tokens().length);
            if (!rows.isEmpty() && width * (rows.size() + 1) > tokens) {
                prepared.all.add(rows(rows, sources));
                rows.clear();
                width = each.tokens().length;
            }
            longest = width;
            rows.add(each);
        }
        if (!rows.isEmpty()) {
            prepared.all.add(rows(rows, sources));
        }
        return prepared;
    }

    private Rows rows(List<TokenExample> rows, Set<InputSource> sources) {
        return new Rows(List.copyOf(rows), TokenBatch.of(rows, sources, positions));
    }

    /// Statistics of a candidate on examples that no other sees.
    ///
    /// @param worker has the candidate's weights
    public Sums sums(OnnxWorker worker, LongStream chosen) {
        return prepared(worker.sources(), chosen).sums(worker);
    }

    private void add(OnnxWorker worker, Rows rows, Sums sums) {
        List<TokenExample> examples = rows.examples();
        TokenBatch batch = rows.batch();
        Targets targets = batch.targets();
        int width = Math.max(1, targets.positions());
        double[] errors = errors(worker, batch);
        for (int row = 0; row < examples.size(); row++) {
            double sum = 0;
            for (int at = row * width; at < (row + 1) * width; at++) {
                sum += targets.classes()[at] == Targets.NONE ? 0 : errors[at];
            }
            sums.numerator().add(sum);
            sums.denominator()
                    .add(
                            measure == LikelihoodMeasure.BITS_PER_BYTE
                                    ? examples.get(row).bytes()
                                    : examples.get(row).asked());
        }
    }

    /// What each position contributes: its loss, or 1 if the choice is wrong.
    private double[] errors(OnnxWorker worker, TokenBatch batch) {
        int[] classes = batch.targets().classes();
        double[] errors = new double[classes.length];
        if (measure == LikelihoodMeasure.TOKEN_ACCURACY) {
            long[] choices = worker.choices(batch.feed());
            for (int i = 0; i < errors.length; i++) {
                errors[i] = choices[i] == classes[i] ? 0 : 1;
            }
            return errors;
        }
        float[] losses = worker.losses(batch.feed(), batch.targets());
        for (int i = 0; i < errors.length; i++) {
            errors[i] = losses[i];
        }
        return errors;
    }
}
