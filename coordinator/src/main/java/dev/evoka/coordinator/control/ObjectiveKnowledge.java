package dev.evoka.coordinator.control;

/// What evaluators know and the coordinator must be told.
///
/// @param resolver finds out what a spec's objective needs
/// @param models rebuilds models of runs
public record ObjectiveKnowledge(ObjectiveResolver resolver, ModelFiles models) {}
