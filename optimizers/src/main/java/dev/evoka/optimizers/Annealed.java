package dev.evoka.optimizers;

import java.util.OptionalLong;

/// A share of a step size or learning rate that shrinks from 1, by the same factor in each generation, to a last value
/// when a number of evaluations is used up. If that number is not known it stays 1.
///
/// @param last last value; > 0 and ≤ 1
/// @param evaluations evaluations until then
record Annealed(double last, OptionalLong evaluations) {

    double share(long used) {
        if (evaluations.isEmpty()) {
            return 1;
        }
        double progress = Math.min(1, (double) used / evaluations.getAsLong());
        return StrictMath.pow(last, progress);
    }
}
