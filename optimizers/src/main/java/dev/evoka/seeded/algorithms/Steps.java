package dev.evoka.seeded.algorithms;

import dev.evoka.seeded.Scale;

/// Sizes of a zeroth-order search that belong together.
///
/// @param scale their unit for each tensor
/// @param sigma size of the perturbations
/// @param learningRate size of a step if the errors differ by their usual deviation
/// @param schedule how the learning rate falls over the budget
record Steps(Scale scale, double sigma, double learningRate, Schedule schedule) {

    /// What worked on all of our tasks. Uniform steps keep their size for long: it is large steps that find a new
    /// ability. Steps in the unit of each tensor shift all of a model, and become noise if they do not fall.
    static Steps of(Scale scale) {
        return switch (scale) {
            case BALANCED -> new Steps(Scale.BALANCED, 0.01, 0.035, Schedule.LINEAR);
            case UNIFORM -> new Steps(Scale.UNIFORM, 0.04, 0.08, Schedule.TAIL);
            case RMS -> new Steps(Scale.RMS, 0.01, 0.06, Schedule.LINEAR);
            case NONE -> new Steps(Scale.NONE, 0.003, 0.008, Schedule.TAIL);
        };
    }
}
