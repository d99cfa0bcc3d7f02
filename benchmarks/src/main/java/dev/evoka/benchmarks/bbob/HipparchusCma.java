package dev.evoka.benchmarks.bbob;

import dev.evoka.optimizers.Draws;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/// Hipparchus' CMA-ES, active, restarted with twice the population whenever it stops (IPOP).
record HipparchusCma() implements Contender {

    @Override
    public String name() {
        return "hipparchus cma-es + ipop";
    }

    @Override
    public void minimise(Attempt attempt, long seed) {
        int d = attempt.problem().dimension();
        int population = 4 + (int) (3 * Math.log(d));
        Well19937c random = new Well19937c(seed);
        double[] lower = new double[d];
        double[] upper = new double[d];
        double[] sigma = new double[d];
        java.util.Arrays.fill(lower, -5);
        java.util.Arrays.fill(upper, 5);
        java.util.Arrays.fill(sigma, 2);
        for (int restart = 0; !attempt.over(); restart++) {
            Draws draws = new Draws(seed, restart, 0);
            double[] start = new double[d];
            for (int i = 0; i < d; i++) {
                start[i] = -4 + 8 * draws.uniform();
            }
            try {
                new CMAESOptimizer(Integer.MAX_VALUE, 0, true, 0, 0, random, false, null)
                        .optimize(
                                new MaxEval(Integer.MAX_VALUE),
                                new ObjectiveFunction(attempt::value),
                                GoalType.MINIMIZE,
                                new CMAESOptimizer.PopulationSize(population),
                                new CMAESOptimizer.Sigma(sigma),
                                new InitialGuess(start),
                                new SimpleBounds(lower, upper));
            } catch (MathIllegalStateException e) {
                // Its own failure (a degenerate covariance) is the end of this restart.
            }
            population *= 2;
        }
    }
}
