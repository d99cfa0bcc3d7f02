package dev.evoka.evaluator.training;

import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.text.Examples;
import dev.evoka.evaluator.text.Likelihoods;
import dev.evoka.measures.text.LikelihoodMeasure;
import java.util.Set;
import java.util.stream.LongStream;

/// By what the model thinks of the right class of each text: the sum of the losses, or the number of right classes.
///
/// @param likelihoods counts them
record ClassScoring(Likelihoods likelihoods) implements Scoring {

    /// @param choices true if choices count, false if losses do
    static ClassScoring of(Examples examples, boolean choices) {
        LikelihoodMeasure measure = choices ? LikelihoodMeasure.TOKEN_ACCURACY : LikelihoodMeasure.CROSS_ENTROPY;
        return new ClassScoring(new Likelihoods(examples, measure, false, Likelihoods.TOKENS));
    }

    @Override
    public int statistics() {
        return 1;
    }

    @Override
    public long size() {
        return likelihoods.examples().size();
    }

    @Override
    public Prepared prepared(Set<InputSource> sources, LongStream examples) {
        Likelihoods.Prepared ready = likelihoods.prepared(sources, examples);
        return (worker, into) -> {
            Likelihoods.Sums sums = ready.sums(worker);
            if (likelihoods.measure() == LikelihoodMeasure.TOKEN_ACCURACY) {
                into[0].add(sums.denominator().value() - sums.numerator().value());
                return;
            }
            for (double component : sums.numerator().components()) {
                into[0].add(component);
            }
        };
    }
}
