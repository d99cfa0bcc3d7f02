package dev.evoka.benchmarks;

import dev.evoka.optimizers.Algorithms;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.Candidates;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.optimizers.Draws;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The project's first example without Kafka: a linear model of 1000 parameters on 100 samples, so that only 100
/// directions matter. Prints the mean squared error that algorithms reach by their default settings.
///
/// Arguments: `budget parallelism seeds algorithm…`, for example `100000 1 5 simulated-annealing`.
final class Linear1000 {

    private static final int PARAMETERS = 1000;
    private static final int SAMPLES = 100;

    private final double[] x = new double[SAMPLES * PARAMETERS];
    private final double[] y = new double[SAMPLES];

    /// Inputs are standard normal, true weights uniform between -1 and 1, targets have noise of 0.1.
    private Linear1000(long seed) {
        Draws draws = new Draws(seed, 0, 0);
        double[] weights = new double[PARAMETERS];
        Arrays.setAll(weights, i -> 2 * draws.uniform() - 1);
        for (int row = 0; row < SAMPLES; row++) {
            for (int i = 0; i < PARAMETERS; i++) {
                x[row * PARAMETERS + i] = draws.normal();
                y[row] += x[row * PARAMETERS + i] * weights[i];
            }
            y[row] += 0.1 * draws.normal();
        }
    }

    /// Four partial sums, so that the processor can work on them at once.
    private double error(double[] values, int from) {
        double squares = 0;
        for (int row = 0; row < SAMPLES; row++) {
            int at = row * PARAMETERS;
            double a = 0;
            double b = 0;
            double c = 0;
            double e = 0;
            for (int i = 0; i < PARAMETERS; i += 4) {
                a += x[at + i] * values[from + i];
                b += x[at + i + 1] * values[from + i + 1];
                c += x[at + i + 2] * values[from + i + 2];
                e += x[at + i + 3] * values[from + i + 3];
            }
            double off = a + b + (c + e) - y[row];
            squares += off * off;
        }
        return squares / SAMPLES;
    }

    /// Smallest errors after a hundredth, a tenth, and all of the budget.
    private double[] run(Algorithms algorithm, long seed, long budget, int parallelism) {
        double[] lower = new double[PARAMETERS];
        double[] upper = new double[PARAMETERS];
        Arrays.fill(lower, -2);
        Arrays.fill(upper, 2);
        SearchSpace space = new SearchSpace(lower, upper, new Initialisation.Uniform(-0.1, 0.1));
        DenseOptimizer optimizer =
                algorithm.defaults().start(space, seed, Budget.of(budget).at(parallelism));
        double[] reached = new double[3];
        double best = Double.POSITIVE_INFINITY;
        long used = 0;
        while (used < budget && !optimizer.converged()) {
            Candidates candidates = optimizer.ask();
            double[] errors = new double[candidates.count()];
            for (int c = 0; c < errors.length; c++) {
                errors[c] = error(candidates.values(), c * PARAMETERS);
                best = Math.min(best, errors[c]);
                used++;
                reached[0] = used <= budget / 100 ? best : reached[0];
                reached[1] = used <= budget / 10 ? best : reached[1];
                reached[2] = used <= budget ? best : reached[2];
            }
            optimizer.tell(errors);
        }
        return used < budget ? converged(reached, used, budget, best) : reached;
    }

    private static double[] converged(double[] reached, long used, long budget, double best) {
        return new double[] {used < budget / 100 ? best : reached[0], used < budget / 10 ? best : reached[1], best};
    }

    static void main(String[] arguments) {
        long budget = Long.parseLong(arguments[0]);
        int parallelism = Integer.parseInt(arguments[1]);
        int seeds = Integer.parseInt(arguments[2]);
        System.out.printf("| algorithm | %d | %d | %d |%n|---|---|---|---|%n", budget / 100, budget / 10, budget);
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            Algorithms algorithm =
                    Algorithms.named(name).orElseThrow(() -> new IllegalArgumentException("no algorithm " + name));
            double[][] reached = new double[3][seeds];
            for (int seed = 1; seed <= seeds; seed++) {
                double[] each = new Linear1000(seed).run(algorithm, seed, budget, parallelism);
                for (int i = 0; i < 3; i++) {
                    reached[i][seed - 1] = each[i];
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2g | %.2g | %.2g |%n",
                    name,
                    median(reached[0]),
                    median(reached[1]),
                    median(reached[2]));
        }
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
