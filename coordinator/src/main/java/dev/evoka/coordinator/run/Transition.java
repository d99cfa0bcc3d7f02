package dev.evoka.coordinator.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A change of a run's life that somebody may ask for, and the states that it is allowed in.
public enum Transition {
    /// No generation begins any more, for now.
    PAUSE(EnumSet.of(RunState.SUBMITTED, RunState.RUNNING)),
    /// A paused run goes on.
    RESUME(EnumSet.of(RunState.PAUSED)),
    /// The run ends.
    STOP(EnumSet.of(RunState.SUBMITTED, RunState.RUNNING, RunState.PAUSED)),
    /// Other stop conditions hold from now on; a run that has ended goes on.
    EXTEND(EnumSet.complementOf(EnumSet.of(RunState.FAILED)));

    private final Set<RunState> from;

    Transition(Set<RunState> from) {
        this.from = from;
    }

    /// The transition's name on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a run in this state may be asked for it.
    public boolean allowedIn(RunState state) {
        return from.contains(state);
    }

    /// The states that it is allowed in.
    public Set<RunState> from() {
        return Set.copyOf(from);
    }
}
