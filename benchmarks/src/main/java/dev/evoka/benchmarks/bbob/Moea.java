package dev.evoka.benchmarks.bbob;

import java.util.function.Function;
import org.moeaframework.algorithm.Algorithm;
import org.moeaframework.core.PRNG;
import org.moeaframework.core.Solution;
import org.moeaframework.core.variable.RealVariable;
import org.moeaframework.problem.AbstractProblem;

/// One of the single-objective algorithms of MOEA Framework by its default settings, in the box [-5, 5]^D. Its random
/// numbers are global: figures repeat with one thread.
///
/// @param name name
/// @param algorithm the algorithm on a problem
record Moea(String name, Function<AbstractProblem, Algorithm> algorithm) implements Contender {

    @Override
    public void minimise(Attempt attempt, long seed) {
        PRNG.setSeed(seed);
        Algorithm running = algorithm.apply(new Wrapped(attempt));
        while (!attempt.over()) {
            running.step();
        }
    }

    private static final class Wrapped extends AbstractProblem {
        private final Attempt attempt;

        Wrapped(Attempt attempt) {
            super(attempt.problem().dimension(), 1);
            this.attempt = attempt;
        }

        @Override
        public void evaluate(Solution solution) {
            solution.setObjectiveValue(0, attempt.value(RealVariable.getReal(solution)));
        }

        @Override
        public Solution newSolution() {
            Solution solution = new Solution(numberOfVariables, 1);
            for (int i = 0; i < numberOfVariables; i++) {
                solution.setVariable(i, new RealVariable(-5, 5));
            }
            return solution;
        }
    }
}
