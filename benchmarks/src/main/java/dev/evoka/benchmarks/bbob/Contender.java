package dev.evoka.benchmarks.bbob;

/// An optimizer that takes part.
interface Contender {

    /// Name in the table and on the command line.
    String name();

    /// Minimises until the attempt is over, or ends by itself; [Attempt.Over] may pass through.
    void minimise(Attempt attempt, long seed);
}
