package dev.evoka.optimizers;

import dev.evoka.seeded.Generation;
import dev.evoka.seeded.Update;

/// An optimizer of model weights. It never sees a weight: candidates are named by their index, evaluators derive them
/// from base, seed and generation, and what a generation changed is an [Update] of a few scalars that every evaluator
/// folds into its base.
public non-sealed interface SeededOptimizer extends Optimizer {

    /// The open generation. The same until [#tell] or [#conclude] is called; asking changes nothing.
    Generation ask();

    /// Takes the errors of the open generation, in candidate order, and opens the next one.
    ///
    /// @param errors one for each candidate; NaN where the evaluation failed
    /// @return what the generation changed; its number is that of the generation that was open
    /// @throws IllegalArgumentException if the length is not that of the open generation
    Update tell(double[] errors);

    /// The run is due to end, for whatever reason: the open generation becomes a validation of the base. If the base is
    /// worse than the best so far, its update goes back to that. Not part of the state: whoever restores it says so
    /// again.
    void conclude();
}
