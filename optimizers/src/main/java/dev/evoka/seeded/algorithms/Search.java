package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Update;
import java.nio.ByteBuffer;

/// The mathematics of a seeded algorithm, training generation by training generation. Deterministic; everything that it
/// knows beside its settings is in its state.
interface Search {

    /// What the open training generation is.
    Instruction ask();

    /// Candidates of the open training generation.
    int count();

    /// Takes the errors of the open training generation and opens the next.
    ///
    /// @param generation number of the generation in the run; noise is drawn for it
    /// @param errors one for each candidate; NaN where the evaluation failed
    Update tell(long generation, double[] errors);

    /// False while the search tries settings out: the base then is not what it makes of the model.
    default boolean settled() {
        return true;
    }

    /// The error exploded and the base went back to the best model so far: steps have to be smaller.
    void returned();

    /// Step size in units of the scale.
    double sigma();

    /// True when the search itself sees no use in going on.
    default boolean converged() {
        return false;
    }

    /// One line on what the search chose and why; empty if it chose nothing.
    default String explanation() {
        return "";
    }

    /// Bytes of the state.
    int bytes();

    /// Writes the state.
    void write(ByteBuffer into);

    /// Takes over a state.
    void read(ByteBuffer from);
}
