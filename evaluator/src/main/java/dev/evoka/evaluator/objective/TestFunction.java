package dev.evoka.evaluator.objective;

import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Test functions with minimum 0.
public enum TestFunction implements BatchObjective {
    SPHERE {
        @Override
        double error(double[] x, int at, int d) {
            double sum = 0;
            for (int i = at; i < at + d; i++) {
                sum += x[i] * x[i];
            }
            return sum;
        }
    },
    ROSENBROCK {
        @Override
        double error(double[] x, int at, int d) {
            double sum = 0;
            for (int i = at; i < at + d - 1; i++) {
                double a = x[i + 1] - x[i] * x[i];
                double b = 1 - x[i];
                sum += 100 * a * a + b * b;
            }
            return sum;
        }
    },
    RASTRIGIN {
        @Override
        double error(double[] x, int at, int d) {
            double sum = 10.0 * d;
            for (int i = at; i < at + d; i++) {
                sum += x[i] * x[i] - 10 * StrictMath.cos(2 * StrictMath.PI * x[i]);
            }
            return sum;
        }
    },
    ACKLEY {
        @Override
        double error(double[] x, int at, int d) {
            double squares = 0;
            double cosines = 0;
            for (int i = at; i < at + d; i++) {
                squares += x[i] * x[i];
                cosines += StrictMath.cos(2 * StrictMath.PI * x[i]);
            }
            return 20 + StrictMath.E - 20 * StrictMath.exp(-0.2 * Math.sqrt(squares / d)) - StrictMath.exp(cosines / d);
        }
    },
    ELLIPSOID {
        @Override
        double error(double[] x, int at, int d) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                double exponent = d == 1 ? 0 : 6.0 * i / (d - 1);
                sum += StrictMath.pow(10, exponent) * x[at + i] * x[at + i];
            }
            return sum;
        }
    };

    abstract double error(double[] x, int at, int d);

    /// Checks that the function can have so many parameters.
    ///
    /// @throws SpecException if it needs more
    void check(int dimension) {
        if (this == ROSENBROCK && dimension < 2) {
            throw new SpecException("parameters.dimension must be ≥ 2 for rosenbrock but was " + dimension);
        }
    }

    @Override
    public ShardStatistics evaluate(double[] parameters, int count) {
        int d = parameters.length / count;
        double[] errors = new double[count];
        for (int c = 0; c < count; c++) {
            errors[c] = error(parameters, c * d, d);
        }
        return new ShardStatistics(1, errors, 1);
    }

    /// Name in the run spec.
    public String specName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TestFunction> named(String name) {
        return Arrays.stream(values()).filter(f -> f.specName().equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(TestFunction::specName).toList();
    }
}
