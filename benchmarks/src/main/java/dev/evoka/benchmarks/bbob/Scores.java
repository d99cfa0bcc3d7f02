package dev.evoka.benchmarks.bbob;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// What one contender reached in one dimension.
///
/// @param contender its name
/// @param dimension D
/// @param results one for each function and instance
record Scores(String contender, int dimension, List<Result> results) {

    /// @param function 1 to 24
    /// @param reached evaluations until each target
    record Result(int function, long[] reached) {}

    /// Share of (function, instance, target) reached within so many evaluations.
    double share(long evaluations, IntPredicate functions) {
        long reached = 0;
        long all = 0;
        for (Result result : results) {
            if (functions.test(result.function)) {
                for (long at : result.reached) {
                    reached += at <= evaluations ? 1 : 0;
                    all++;
                }
            }
        }
        return (double) reached / all;
    }

    /// The same over all functions.
    double share(long evaluations) {
        return share(evaluations, function -> true);
    }

    /// The same in each group.
    List<Double> byGroup(long evaluations) {
        List<Double> shares = new ArrayList<>();
        for (Group group : Group.values()) {
            shares.add(share(evaluations, group::holds));
        }
        return shares;
    }
}
