package dev.evoka.evaluator.training;

import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.text.AnswerScores;
import java.util.Set;
import java.util.stream.LongStream;

/// By the answers that the model gives, beside the right ones.
///
/// @param scores compares them
record AnswerScoring(AnswerScores scores) implements Scoring {

    @Override
    public int statistics() {
        return scores.statistics();
    }

    @Override
    public long size() {
        return scores.size();
    }

    @Override
    public Prepared prepared(Set<InputSource> sources, LongStream examples) {
        long[] chosen = examples.toArray();
        return (worker, into) -> scores.add(worker, LongStream.of(chosen), into);
    }
}
