package dev.evoka.coordinator.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The runs of a task, in the order of their names.
final class CarriedRuns {

    private final Map<String, Carried> runs = new TreeMap<>();

    /// Ordinals of runs in the store whose records cannot be read: nobody else may take them.
    private final List<Integer> unreadable = new ArrayList<>();

    Optional<Carried> find(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    Collection<Carried> all() {
        return runs.values();
    }

    /// Takes a run in, or another state of it.
    void put(Carried carried) {
        runs.put(carried.record().getRun(), carried);
    }

    void putUnreadable(int ordinal) {
        unreadable.add(ordinal);
    }

    /// The smallest ordinal that no run in the store has.
    int freeOrdinal() {
        boolean[] used = new boolean[runs.size() + unreadable.size() + 1];
        unreadable.stream().filter(each -> each < used.length).forEach(each -> used[each] = true);
        for (Carried carried : runs.values()) {
            if (carried.journal().ordinal() < used.length) {
                used[carried.journal().ordinal()] = true;
            }
        }
        int ordinal = 0;
        while (used[ordinal]) {
            ordinal++;
        }
        return ordinal;
    }
}
