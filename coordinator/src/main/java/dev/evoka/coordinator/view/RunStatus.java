package dev.evoka.coordinator.view;

import dev.evoka.coordinator.run.RunState;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Run;
import java.util.List;
import java.util.Optional;

/// A run as it stands: a value.
///
/// @param run its record
/// @param state where it is in its life
/// @param reason why it is there; empty if nobody said
/// @param newest its newest point; empty before the first generation
/// @param best its best parameters; empty while there are none
/// @param stop when it ends; empty if its spec cannot be read
/// @param evaluationsPerSecond its pace; 0 unless it is running
/// @param changed milliseconds since 1970 of the newest record
/// @param events its life, oldest first
/// @param version grows with every change of any run
public record RunStatus(
        Run run,
        RunState state,
        String reason,
        Optional<Point> newest,
        Optional<Best> best,
        Optional<StopConditions> stop,
        double evaluationsPerSecond,
        long changed,
        List<RunEvent> events,
        long version) {

    public RunStatus {
        events = List.copyOf(events);
    }

    /// Identifier of the run.
    public String id() {
        return run.getRun();
    }

    /// Share of the budget that is used up, from 0 to 1; empty if nothing but a target or a stagnation ends the run.
    public Optional<Double> share() {
        if (stop.isEmpty()) {
            return Optional.empty();
        }
        double share = -1;
        double generations = newest.map(point -> point.generation() + 1.0).orElse(0.0);
        double evaluations = newest.map(point -> (double) point.evaluations()).orElse(0.0);
        double seconds = newest.map(Point::seconds).orElse(0.0);
        if (stop.get().generations().isPresent()) {
            share = generations / stop.get().generations().getAsLong();
        }
        if (stop.get().evaluations().isPresent()) {
            share = Math.max(share, evaluations / stop.get().evaluations().getAsLong());
        }
        if (stop.get().time().isPresent()) {
            share = Math.max(share, seconds * 1e3 / stop.get().time().get().toMillis());
        }
        return share < 0 ? Optional.empty() : Optional.of(Math.min(1, share));
    }
}
