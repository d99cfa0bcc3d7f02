package dev.evoka.coordinator.loop;

import dev.evoka.optimizers.Candidates;
import java.util.function.IntFunction;

/// What the open generation is to the run.
///
/// @param counted candidates that count as evaluations
/// @param judging true if its smallest error may be the run's best
/// @param parameters parameters of a candidate; none if they are model weights
record Asked(int counted, boolean judging, IntFunction<double[]> parameters) {

    private static final double[] NONE = new double[0];

    /// True if a model is measured on held-out examples.
    boolean validating() {
        return judging && counted == 0;
    }

    /// Candidates whose parameters are known: everything counts.
    static Asked dense(Candidates candidates) {
        return new Asked(candidates.count(), true, candidates::parameters);
    }

    /// Perturbed models on a mini-batch: evaluations, but no model that anybody could have.
    static Asked training(int count) {
        return new Asked(count, false, candidate -> NONE);
    }

    /// The model itself on all held-out examples.
    static Asked validation() {
        return new Asked(0, true, candidate -> NONE);
    }
}
