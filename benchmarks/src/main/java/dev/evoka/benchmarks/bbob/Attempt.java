package dev.evoka.benchmarks.bbob;

import java.util.Arrays;

/// One attempt at a problem: counts evaluations, and notes when each target was reached. Not thread-safe.
final class Attempt {

    /// Distances to the optimal value, from 1e2 to 1e-8.
    static final double[] TARGETS = targets();

    /// Thrown to end an optimizer that cannot be asked to stop.
    static final class Over extends RuntimeException {
        Over() {
            super("the attempt is over", null, false, false);
        }
    }

    private final Problem problem;
    private final long budget;
    private final long[] reached = new long[TARGETS.length];
    private long evaluations;
    private int next;

    Attempt(Problem problem, long budget) {
        this.problem = problem;
        this.budget = budget;
        Arrays.fill(reached, Long.MAX_VALUE);
    }

    private static double[] targets() {
        double[] targets = new double[51];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = Math.pow(10, 2 - i / 5.0);
        }
        return targets;
    }

    Problem problem() {
        return problem;
    }

    long budget() {
        return budget;
    }

    /// True when the budget is used up or the last target is reached.
    boolean over() {
        return evaluations >= budget || next == TARGETS.length;
    }

    /// Evaluates a point.
    ///
    /// @throws Over if the attempt is over
    double value(double[] x) {
        if (over()) {
            throw new Over();
        }
        evaluations++;
        double value = problem.value(x);
        double excess = value - problem.smallest();
        while (next < TARGETS.length && excess <= TARGETS[next]) {
            reached[next] = evaluations;
            next++;
        }
        return value;
    }

    /// Evaluations until each target was reached; `Long.MAX_VALUE` where it was not.
    long[] reached() {
        return reached;
    }
}
