package dev.evoka.coordinator.loop;

/// How a run ended, if it has.
///
/// @param state running, finished, stopped or failed: the word in the progress record
/// @param reason why, in one line; empty while it runs
public record Ending(String state, String reason) {

    static final Ending NONE = new Ending("running", "");

    static Ending finished(String reason) {
        return new Ending("finished", reason);
    }

    static Ending stopped(String reason) {
        return new Ending("stopped", reason);
    }

    /// A run that cannot go on.
    public static Ending failed(String reason) {
        return new Ending("failed", reason);
    }

    boolean ended() {
        return !state.equals(NONE.state);
    }
}
