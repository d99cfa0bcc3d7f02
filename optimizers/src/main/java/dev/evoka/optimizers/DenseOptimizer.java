package dev.evoka.optimizers;

/// An optimizer whose candidates are parameter vectors of float64.
public non-sealed interface DenseOptimizer extends Optimizer {

    /// The candidates of the open generation. The same until [#tell] is called; asking changes nothing.
    Candidates ask();

    /// Takes the errors of the open generation, in candidate order, and opens the next one.
    ///
    /// @param errors one for each candidate; NaN where the evaluation failed
    /// @throws IllegalArgumentException if the length is not that of the open generation
    void tell(double[] errors);

    /// Offers a point that somebody else found, between [#tell] and [#ask]: an optimizer that can use it does, others
    /// take no notice.
    ///
    /// @param error its error; finite
    default void welcome(double[] point, double error) {}
}
