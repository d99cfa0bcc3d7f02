package dev.evoka.evaluator.training;

/// What a submission finds out about a model and its data.
///
/// @param facts for evaluators
/// @param weights number of trainable weights
/// @param classes classes that the model tells apart; 0 if it is not to classify
/// @param measure error measure
/// @param validationMeasure error measure on held-out examples
public record TrainingSurvey(
        TrainingFacts facts, long weights, int classes, String measure, String validationMeasure) {}
