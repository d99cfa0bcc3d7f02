package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The project's first example: a linear model of 1000 parameters on 100 samples.
class LinearModelTest {

    @Test
    void annealingBringsTheErrorOfAThousandParametersBelowAThousandth() {
        double[][] x = new double[100][1000];
        double[] y = new double[100];
        Draws draws = new Draws(1, 0, 0);
        double[] w = draws1000(draws);
        for (int r = 0; r < 100; r++) {
            for (int j = 0; j < 1000; j++) {
                x[r][j] = draws.normal();
                y[r] += x[r][j] * w[j];
            }
            y[r] += 0.1 * draws.normal();
        }
        double[] none = new double[1000];
        Arrays.fill(none, Double.NEGATIVE_INFINITY);
        double[] top = new double[1000];
        Arrays.fill(top, Double.POSITIVE_INFINITY);
        SearchSpace space = new SearchSpace(none, top, new Initialisation.Uniform(-0.1, 0.1));
        DenseOptimizer annealing = SimulatedAnnealing.defaults().start(space, 7);
        double best = Double.POSITIVE_INFINITY;
        for (int used = 0; used < 10_000; ) {
            Candidates candidates = annealing.ask();
            double[] errors = new double[candidates.count()];
            for (int c = 0; c < errors.length; c++) {
                errors[c] = error(x, y, candidates.parameters(c));
                best = Math.min(best, errors[c]);
            }
            annealing.tell(errors);
            used += errors.length;
        }
        assertThat(best).isLessThan(1e-3);
    }

    private static double[] draws1000(Draws draws) {
        double[] w = new double[1000];
        Arrays.setAll(w, i -> 2 * draws.uniform() - 1);
        return w;
    }

    private static double error(double[][] x, double[] y, double[] w) {
        double sum = 0;
        for (int r = 0; r < y.length; r++) {
            double off = -y[r];
            for (int j = 0; j < w.length; j++) {
                off += x[r][j] * w[j];
            }
            sum += off * off;
        }
        return sum / y.length;
    }
}
