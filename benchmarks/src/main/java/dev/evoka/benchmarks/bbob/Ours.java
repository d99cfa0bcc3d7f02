package dev.evoka.benchmarks.bbob;

import dev.evoka.optimizers.Algorithms;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.Candidates;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.SearchSpace;
import java.util.Arrays;

/// One of our algorithms by its default settings, in the box [-5, 5]^D.
///
/// @param algorithm which
/// @param parallelism candidates at once that it is told to plan for
record Ours(Algorithms algorithm, int parallelism) implements Contender {

    @Override
    public String name() {
        return algorithm.specName();
    }

    @Override
    public void minimise(Attempt attempt, long seed) {
        double[] lower = new double[attempt.problem().dimension()];
        double[] upper = lower.clone();
        Arrays.fill(lower, -5);
        Arrays.fill(upper, 5);
        SearchSpace space = new SearchSpace(lower, upper, new Initialisation.Bounds());
        Budget budget = Budget.of(attempt.budget()).at(parallelism);
        DenseOptimizer optimizer = algorithm.defaults().start(space, seed, budget);
        while (!optimizer.converged()) {
            Candidates candidates = optimizer.ask();
            double[] errors = new double[candidates.count()];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = attempt.value(candidates.parameters(i));
            }
            optimizer.tell(errors);
        }
    }
}
