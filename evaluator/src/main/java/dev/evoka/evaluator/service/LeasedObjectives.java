package dev.evoka.evaluator.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objectives by run and shard, each opened when it is first needed. One that was not needed for a while is closed, so
/// that data and processes of runs that are over do not stay. Thread-safe.
final class LeasedObjectives<O extends AutoCloseable> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedObjectives.class);

    /// Runs that pause for a moment should not have to load their data again.
    private static final long KEPT_NANOSECONDS = Duration.ofMinutes(10).toNanos();

    /// Opens the objective of a run on a shard.
    interface Opening<O> {
        O open(String run, int shard);
    }

    private record Place(String run, int shard) {}

    /// The right to use an objective until the lease is closed.
    final class Lease implements AutoCloseable {
        private final Entry<O> entry;

        private Lease(Entry<O> entry) {
            this.entry = entry;
        }

        /// The objective, opened if it was not yet: others who need it wait, and try again if it cannot be opened.
        O objective() {
            return entry.objective(opening);
        }

        @Override
        public void close() {
            release(entry);
        }
    }

    private static final class Entry<O extends AutoCloseable> {
        private final Place place;
        private @Nullable O opened;
        private int leases;
        private long lastUsed;

        Entry(Place place) {
            this.place = place;
        }

        synchronized O objective(Opening<O> opening) {
            if (opened == null) {
                opened = opening.open(place.run(), place.shard());
            }
            return opened;
        }

        synchronized void close() {
            try {
                if (opened != null) {
                    opened.close();
                }
            } catch (Exception e) { // whatever somebody else's code throws
                LOG.atWarn().addKeyValue("run", place.run()).log("closing failed: {}", e.getMessage());
            }
        }
    }

    private final Opening<O> opening;
    private final LongSupplier nanoseconds;
    private final Map<Place, Entry<O>> entries = new HashMap<>();

    /// @param nanoseconds the clock
    LeasedObjectives(Opening<O> opening, LongSupplier nanoseconds) {
        this.opening = opening;
        this.nanoseconds = nanoseconds;
    }

    /// Lends the objective of a run on a shard.
    Lease lease(String run, int shard) {
        List<Entry<O>> idle = new ArrayList<>();
        Lease lease;
        synchronized (entries) {
            Entry<O> entry = entries.computeIfAbsent(new Place(run, shard), Entry<O>::new);
            entry.leases++;
            lease = new Lease(entry);
            takeIdle(idle);
        }
        idle.forEach(Entry::close);
        return lease;
    }

    private void takeIdle(List<Entry<O>> idle) {
        long now = nanoseconds.getAsLong();
        for (Iterator<Entry<O>> i = entries.values().iterator(); i.hasNext(); ) {
            Entry<O> entry = i.next();
            if (entry.leases == 0 && now - entry.lastUsed > KEPT_NANOSECONDS) {
                idle.add(entry);
                i.remove();
            }
        }
    }

    private void release(Entry<O> entry) {
        synchronized (entries) {
            entry.leases--;
            entry.lastUsed = nanoseconds.getAsLong();
        }
    }

    @Override
    public void close() {
        List<Entry<O>> all;
        synchronized (entries) {
            all = List.copyOf(entries.values());
            entries.clear();
        }
        all.forEach(Entry::close);
    }
}
