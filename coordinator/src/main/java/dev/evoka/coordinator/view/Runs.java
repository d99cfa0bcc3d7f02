package dev.evoka.coordinator.view;

import dev.evoka.coordinator.run.RunState;
import dev.evoka.schemas.Best;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// All runs as they stand. One thread takes records, many look. Whoever follows a run waits for a version that is newer
/// than the one seen, and takes then all that has changed: so the number of records that come costs the followers
/// nothing.
public final class Runs {

    private static final class Entry {
        final RunFold fold = new RunFold();
        long version;
        Optional<RunStatus> status = Optional.empty();
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private long version;

    /// Takes a run's record.
    public void take(Run run, long timestamp) {
        change(run.getRun(), fold -> fold.take(run, timestamp));
    }

    /// Takes what became of a generation.
    public void take(Progress progress, long timestamp) {
        change(progress.getRun(), fold -> fold.take(progress, timestamp));
    }

    /// Takes best parameters.
    public void take(Best best, long timestamp) {
        change(best.getRun(), fold -> fold.take(best, timestamp));
    }

    private synchronized void change(String run, Consumer<RunFold> change) {
        Entry entry = entries.computeIfAbsent(run, id -> new Entry());
        change.accept(entry.fold);
        entry.version = ++version;
        entry.status = Optional.empty();
        notifyAll();
    }

    /// Version of the newest change.
    public synchronized long version() {
        return version;
    }

    /// Waits for a change.
    ///
    /// @param seen version that is known
    /// @return the newest version; the one seen if nothing changed within the limit
    public synchronized long await(long seen, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (version <= seen) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return version;
    }

    /// Every run, in no order.
    public List<RunStatus> all() {
        return changedAfter(-1);
    }

    /// How many runs go on or are about to: neither paused nor ended.
    public int active() {
        return (int) all().stream()
                .filter(run -> !run.state().ended() && run.state() != RunState.PAUSED)
                .count();
    }

    /// The runs that changed after a version, in no order.
    public synchronized List<RunStatus> changedAfter(long seen) {
        List<RunStatus> changed = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.version > seen) {
                status(entry).ifPresent(changed::add);
            }
        }
        return changed;
    }

    /// A run as it stands; empty if there is none of this name.
    public synchronized Optional<RunStatus> run(String id) {
        Entry entry = entries.get(id);
        return entry == null ? Optional.empty() : status(entry);
    }

    /// The points of a run after a generation, at most about a thousand.
    public synchronized List<Point> after(String id, long generation) {
        Entry entry = entries.get(id);
        return entry == null ? List.of() : entry.fold.after(generation);
    }

    private static Optional<RunStatus> status(Entry entry) {
        if (entry.status.isEmpty()) {
            entry.status = entry.fold.status(entry.version);
        }
        return entry.status;
    }
}
