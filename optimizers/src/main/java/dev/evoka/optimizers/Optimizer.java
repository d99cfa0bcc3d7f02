package dev.evoka.optimizers;

/// A gradient-free optimizer: asked for a generation of candidates, told their errors, which it minimises.
///
/// Deterministic: the candidates are a function of spec, seed and the errors told, bit for bit on every machine.
/// An error of NaN or ±∞ ranks last. Not thread-safe.
public sealed interface Optimizer permits DenseOptimizer, SeededOptimizer {

    /// Number of the open generation, counted from 0: how often [DenseOptimizer#tell] was called.
    long generation();

    /// Step size, in units of the search space; NaN if the algorithm has none.
    double sigma();

    /// True when the algorithm itself sees no use in going on, for example because its step size underflows.
    boolean converged();

    /// One line on what the optimizer does and why; empty if it does what its name says.
    default String explanation() {
        return "";
    }

    /// The whole state in a versioned binary form. Restoring it and going on gives the same bits as never having
    /// stopped.
    byte[] state();
}
