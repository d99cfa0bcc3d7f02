package dev.evoka.seeded;

/// A multiple of a noise vector.
///
/// @param generation generation that the vector was drawn for
/// @param noise number of the vector within that generation
/// @param amount its factor, in units of the scale
public record Term(long generation, int noise, float amount) {}
