package dev.evoka.coordinator.run;

import dev.evoka.schemas.WantedState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a run is in its life: submitted → running ⇄ paused → finished, stopped or failed.
public enum RunState {
    /// Nothing was heard of it yet.
    SUBMITTED,
    /// Generations are evaluated.
    RUNNING,
    /// No generation begins until it is resumed.
    PAUSED,
    /// A stop condition holds.
    FINISHED,
    /// Somebody ended it.
    STOPPED,
    /// It could not go on.
    FAILED;

    /// The state's name on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The state with this name.
    public static Optional<RunState> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /// True if nothing more happens by itself.
    public boolean ended() {
        return switch (this) {
            case SUBMITTED, RUNNING, PAUSED -> false;
            case FINISHED, STOPPED, FAILED -> true;
        };
    }

    /// The state of a run of which this is wanted.
    ///
    /// @param progress state in its newest progress record; empty if there is none
    public static RunState of(WantedState wanted, Optional<String> progress) {
        RunState told = progress.flatMap(RunState::of).orElse(SUBMITTED);
        if (told.ended() || wanted != WantedState.PAUSED) {
            return told;
        }
        return PAUSED;
    }
}
