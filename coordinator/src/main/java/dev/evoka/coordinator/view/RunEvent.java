package dev.evoka.coordinator.view;

import dev.evoka.coordinator.run.RunState;

/// A change in the life of a run.
///
/// @param milliseconds when, since 1970
/// @param state state that it came into
/// @param reason why; empty if nobody said
public record RunEvent(long milliseconds, RunState state, String reason) {}
