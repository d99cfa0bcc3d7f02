package dev.evoka.evaluator.training;

import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.text.Examples;
import dev.evoka.evaluator.text.Likelihoods;
import dev.evoka.measures.ExactSum;
import dev.evoka.measures.text.LikelihoodMeasure;
import java.util.Set;
import java.util.stream.LongStream;

/// By what the model thinks of the right tokens.
///
/// @param likelihoods counts them
record LikelihoodScoring(Likelihoods likelihoods) implements Scoring {

    static LikelihoodScoring of(Examples examples, LikelihoodMeasure measure) {
        return new LikelihoodScoring(new Likelihoods(examples, measure, true, Likelihoods.TOKENS));
    }

    @Override
    public int statistics() {
        return 2;
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
            add(sums.numerator(), into[0]);
            add(sums.denominator(), into[1]);
        };
    }

    private static void add(ExactSum sum, ExactSum into) {
        for (double component : sum.components()) {
            into.add(component);
        }
    }
}
