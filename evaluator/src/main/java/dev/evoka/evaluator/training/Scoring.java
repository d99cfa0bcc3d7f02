package dev.evoka.evaluator.training;

import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.OnnxWorker;
import dev.evoka.measures.ExactSum;
import java.util.Set;
import java.util.stream.LongStream;

/// How a candidate does on examples.
interface Scoring {

    /// Some examples, ready for any candidate.
    interface Prepared {

        /// Adds the statistics of a candidate.
        ///
        /// @param worker has the candidate's weights
        /// @param into one for each statistic
        void add(OnnxWorker worker, ExactSum[] into);
    }

    /// Number of statistics.
    int statistics();

    /// Number of examples.
    long size();

    /// Makes some examples ready.
    ///
    /// @param sources what the model is fed with
    Prepared prepared(Set<InputSource> sources, LongStream examples);
}
