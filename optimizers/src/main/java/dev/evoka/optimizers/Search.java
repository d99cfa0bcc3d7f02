package dev.evoka.optimizers;

import java.nio.ByteBuffer;

/// What differs between algorithms: how candidates are proposed, and what is learned of their errors. [Searching] makes
/// an optimizer of it: counts generations, keeps the open one, checks what it is told and frames the state.
interface Search {

    /// The candidates of a generation, one after the other, within the bounds: a function of what was learned, which
    /// it does not change.
    double[] propose(long generation);

    /// Learns from the errors of the candidates that [#propose] gave for this generation.
    void learn(long generation, double[] candidates, double[] errors);

    /// Takes a point that somebody else found, or takes no notice of it.
    default void welcome(double[] point, double error) {}

    /// Step size, in units of the search space; NaN if there is none.
    double sigma();

    /// One line on what the search does and why; empty if it does what its name says.
    default String explanation() {
        return "";
    }

    /// True when there is no use in going on.
    boolean converged();

    /// Writes all that was learned.
    void write(StateWriter state);

    /// Takes over what [#write] wrote.
    void read(ByteBuffer state);
}
