package dev.evoka.optimizers;

/// How the first candidates of a population are spread over the initialisation.
public enum Sampling {
    /// Independent of each other.
    RANDOM,

    /// One in each of as many slices of every coordinate as there are candidates: a Latin hypercube (McKay, Beckman,
    /// Conover 1979, "A comparison of three methods for selecting values of input variables").
    LATIN,

    /// Evenly in all directions, by a scrambled Sobol sequence.
    SOBOL
}
