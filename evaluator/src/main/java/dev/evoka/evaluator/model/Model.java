package dev.evoka.evaluator.model;

import java.util.List;

/// A model: parameters and features to outputs. Immutable; the outputs of a row are a function of parameters and row
/// alone, to the last bit.
public sealed interface Model permits LinearModel, MultiLayerPerceptron {

    /// Names of the parameters, in the order of the parameter vector.
    List<String> parameters();

    /// Names of the outputs for each row: one for regression and two classes (the log-odds of the second), else one
    /// for each class (its score).
    List<String> outputs();

    /// Outputs of some candidates for the rows of a block.
    ///
    /// @param parameters candidate after candidate
    /// @param first index of the first candidate
    /// @param count number of candidates
    /// @param into `into[k * outputs().size() + o][r]` becomes output *o* of candidate *k* for row *r*
    void predict(RowBlock block, double[] parameters, int first, int count, double[][] into);
}
