package dev.evoka.evaluator.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came out for the candidates of a block.
final class PointResults {

    private final double[] errors;
    private final List<Integer> failed = new ArrayList<>();
    private Optional<String> failure = Optional.empty();

    PointResults(int count) {
        errors = new double[count];
    }

    /// Takes over candidates `from` until `to` of a shift.
    void take(Shift shift, int from, int to) {
        for (int i = from; i < to; i++) {
            String why = shift.failure(i);
            if (why == null) {
                errors[i] = shift.error(i);
            } else {
                fail(i, why);
            }
        }
    }

    /// The candidate cannot be evaluated.
    void fail(int candidate, @Nullable String why) {
        errors[candidate] = Double.NaN;
        failed.add(candidate);
        failure = failure.or(() -> Optional.ofNullable(why));
    }

    /// Error of each candidate; NaN where the evaluation failed.
    double[] errors() {
        return errors;
    }

    /// Indices of the candidates that failed, ascending.
    List<Integer> failed() {
        return failed;
    }

    /// Why the first of them failed.
    Optional<String> failure() {
        return failure;
    }
}
