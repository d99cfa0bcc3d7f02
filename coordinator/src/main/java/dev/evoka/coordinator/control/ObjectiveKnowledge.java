package dev.evoka.coordinator.control;

import dev.evoka.spec.SpecException;

/// What evaluators know and the coordinator must be told.
///
/// @param resolver finds out what a spec's objective needs
/// @param models rebuilds models of runs
public record ObjectiveKnowledge(ObjectiveResolver resolver, ModelFiles models) {

    /// Knows nothing, for services that only show runs.
    ///
    /// @param who what the service is, for messages
    public static ObjectiveKnowledge none(String who) {
        return new ObjectiveKnowledge(
                spec -> {
                    throw new SpecException(who + " takes no runs");
                },
                (run, generation, file) -> {
                    throw new SpecException(who + " begins no branches");
                });
    }
}
