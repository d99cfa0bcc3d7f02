package dev.evoka.benchmarks.bbob;

import dev.evoka.optimizers.Draws;

/// The random parts of one instance of a function: where its optimum lies, how it is turned. Every part is a function
/// of the three numbers; they are not the random numbers of the COCO platform.
///
/// @param function 1 to 24
/// @param dimension D
/// @param number which instance, from 1
record Instance(int function, int dimension, int number) {

    Instance {
        if (dimension < 2) {
            throw new IllegalArgumentException("dimension must be ≥ 2 but was " + dimension);
        }
    }

    private Draws draws(int part) {
        return new Draws(20_090_000L + function, 1_000_000L * number + dimension, part);
    }

    /// Location of the optimum, uniform between -most and most in each coordinate.
    double[] optimum(double most) {
        return uniform(0, -most, most, dimension);
    }

    /// -1 or 1 for each coordinate.
    double[] signs() {
        double[] signs = uniform(0, -1, 1, dimension);
        for (int i = 0; i < dimension; i++) {
            signs[i] = signs[i] < 0 ? -1 : 1;
        }
        return signs;
    }

    /// Uniform numbers for a part from 10.
    double[] uniform(int part, double low, double high, int count) {
        Draws draws = draws(part);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = low + (high - low) * draws.uniform();
        }
        return numbers;
    }

    /// A random order of 0 … count - 1 for a part from 10.
    int[] order(int part, int count) {
        Draws draws = draws(part);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int at = draws.below(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }

    /// The rotation R.
    Matrix r() {
        return Matrix.rotation(dimension, draws(1));
    }

    /// The rotation Q.
    Matrix q() {
        return Matrix.rotation(dimension, draws(2));
    }

    /// The optimal value f_opt: Cauchy with spread 100, two decimals, at most ±1000.
    double value() {
        double cauchy = Math.rint(100 * 100 * draws(3).cauchy()) / 100;
        return Math.clamp(cauchy, -1000.0, 1000.0);
    }
}
