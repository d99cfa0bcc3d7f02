package dev.evoka.optimizers;

/// What follows when a descent is over.
public enum Restarts {
    /// Nothing: the optimizer has converged.
    NONE,

    /// Another descent with twice the population (Auger and Hansen 2005).
    IPOP,

    /// Another descent with a population as large as lets it end within what is left of the budget; twice the
    /// population where the budget is not known.
    PLANNED,

    /// Two regimes take turns by the evaluations that they have used: twice the population, or a small population with
    /// a small step (Hansen 2009, "Benchmarking a BI-population CMA-ES on the BBOB-2009 function testbed").
    BIPOP
}
