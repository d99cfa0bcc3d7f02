package dev.evoka.coordinator.view;

import dev.evoka.coordinator.run.RunDefinition;
import dev.evoka.coordinator.run.RunState;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import dev.evoka.spec.SpecException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Folds the records of one run. Not for several threads.
final class RunFold {

    private static final int MOST_EVENTS = 200;

    private Optional<Run> run = Optional.empty();
    private Optional<StopConditions> stop = Optional.empty();
    private Optional<Progress> last = Optional.empty();
    private Optional<Best> best = Optional.empty();
    private final Course course = new Course();
    private final Rate rate = new Rate();
    private final Deque<RunEvent> events = new ArrayDeque<>();
    private long changed;

    /// Takes the run's record, or what took its place.
    void take(Run record, long timestamp) {
        if (run.isPresent() && record.getRevision() < run.get().getRevision()) {
            return; // out of date, as the loop says too
        }
        boolean first = run.isEmpty();
        boolean extended = run.isPresent() && !run.get().getStop().equals(record.getStop());
        run = Optional.of(record);
        stop = stop(record);
        if (first) {
            event(record.getSubmitted().toEpochMilli(), RunState.SUBMITTED, submittedBy(record));
        } else if (extended) {
            event(timestamp, state(), "extended: stop is " + record.getStop());
        }
        enter(timestamp, record.getReason());
        touch(timestamp);
    }

    private static String submittedBy(Run record) {
        return record.getSubmitter().isEmpty() ? "" : "by " + record.getSubmitter();
    }

    private static Optional<StopConditions> stop(Run record) {
        try {
            return Optional.of(RunDefinition.stop(record));
        } catch (SpecException e) {
            return Optional.empty(); // the run fails, with the reason in its progress record
        }
    }

    /// Takes what became of a generation. After a restart of the coordinator records come again: an older one says
    /// nothing new.
    void take(Progress progress, long timestamp) {
        if (last.isPresent() && progress.getGeneration() < last.get().getGeneration()) {
            return;
        }
        last = Optional.of(progress);
        Point point = Point.of(progress);
        if (course.add(point)) {
            rate.mark(point);
        }
        enter(timestamp, progress.getReason());
        touch(timestamp);
    }

    /// Takes the best parameters.
    void take(Best found, long timestamp) {
        if (best.isEmpty() || found.getGeneration() >= best.get().getGeneration()) {
            best = Optional.of(found);
            touch(timestamp);
        }
    }

    private void enter(long timestamp, String reason) {
        if (run.isPresent() && (events.isEmpty() || events.getLast().state() != state())) {
            event(timestamp, state(), reason);
        }
    }

    private void event(long timestamp, RunState state, String reason) {
        if (events.size() == MOST_EVENTS) {
            events.removeFirst();
        }
        events.addLast(new RunEvent(timestamp, state, reason));
    }

    private void touch(long timestamp) {
        changed = Math.max(changed, timestamp);
    }

    private RunState state() {
        return RunState.of(run.orElseThrow().getWanted(), last.map(Progress::getState));
    }

    /// The points after a generation.
    List<Point> after(long generation) {
        return course.after(generation);
    }

    /// The run as it stands; empty while its record is not there.
    Optional<RunStatus> status(long version) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        RunState state = state();
        String reason = state.ended()
                ? last.map(Progress::getReason).orElse("")
                : run.get().getReason();
        Optional<Point> newest = course.newest();
        return Optional.of(new RunStatus(
                run.get(),
                state,
                reason,
                newest,
                best,
                stop,
                state == RunState.RUNNING
                        ? newest.map(rate::evaluationsPerSecond).orElse(0.0)
                        : 0,
                changed,
                List.copyOf(events),
                version));
    }
}
