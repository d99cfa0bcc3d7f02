package dev.evoka.evaluator.weights;

import dev.evoka.noise.Noise;

/// A noise vector and its coefficient in a move.
record Vector(Noise noise, float coefficient) {}
