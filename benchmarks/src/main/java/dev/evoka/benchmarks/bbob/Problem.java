package dev.evoka.benchmarks.bbob;

import java.util.function.ToDoubleFunction;

/// An instance of a function, to be minimised from a start in [-5, 5]^D.
///
/// @param function 1 to 24
/// @param dimension D
/// @param optimum where the smallest value is
/// @param smallest the smallest value f_opt
/// @param excess the value above f_opt
record Problem(int function, int dimension, double[] optimum, double smallest, ToDoubleFunction<double[]> excess) {

    static Problem of(Instance instance, double[] optimum, ToDoubleFunction<double[]> excess) {
        return new Problem(instance.function(), instance.dimension(), optimum, instance.value(), excess);
    }

    /// What an optimizer sees.
    double value(double[] x) {
        return excess.applyAsDouble(x) + smallest;
    }
}
