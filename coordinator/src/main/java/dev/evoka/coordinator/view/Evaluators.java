package dev.evoka.coordinator.view;

import dev.evoka.schemas.EvaluatorStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Evaluators by their signs of life. One thread takes records, many look.
public final class Evaluators {

    /// Five signs of life that did not come.
    private static final long SILENT_MILLISECONDS = 10_000;

    /// Who has been silent for so long is forgotten.
    private static final long GONE_MILLISECONDS = 24 * 3_600_000L;

    private static final int MARKS = 6;

    /// An evaluator.
    ///
    /// @param status its newest sign of life
    /// @param seen milliseconds since 1970 of that
    /// @param alive false if it was stopped, or is silent
    /// @param candidatesPerSecond its pace over the last signs of life
    /// @param busy share of its threads that evaluated, from 0 to 1
    public record Seen(EvaluatorStatus status, long seen, boolean alive, double candidatesPerSecond, double busy) {}

    private record Mark(EvaluatorStatus status, long timestamp) {}

    private final Map<String, Deque<Mark>> marks = new HashMap<>();

    /// Takes a sign of life.
    public synchronized void take(EvaluatorStatus status, long timestamp) {
        Deque<Mark> known = marks.computeIfAbsent(status.getEvaluator(), id -> new ArrayDeque<>());
        if (!known.isEmpty() && !known.getLast().status().getStarted().equals(status.getStarted())) {
            known.clear(); // another process with the same name
        }
        if (known.size() == MARKS) {
            known.removeFirst();
        }
        known.addLast(new Mark(status, timestamp));
    }

    /// All that were seen within a day, by their names.
    ///
    /// @param now milliseconds since 1970
    public synchronized List<Seen> all(long now) {
        marks.values().removeIf(known -> now - known.getLast().timestamp() > GONE_MILLISECONDS);
        List<Seen> all = new ArrayList<>();
        marks.values().forEach(known -> all.add(seen(known, now)));
        all.sort(Comparator.comparing(each -> each.status().getEvaluator()));
        return all;
    }

    private static Seen seen(Deque<Mark> known, long now) {
        Mark newest = known.getLast();
        Mark oldest = known.getFirst();
        boolean alive = !newest.status().getLeft() && now - newest.timestamp() < SILENT_MILLISECONDS;
        double seconds = (newest.timestamp() - oldest.timestamp()) / 1e3;
        if (!alive || seconds <= 0) {
            return new Seen(newest.status(), newest.timestamp(), alive, 0, 0);
        }
        long candidates = newest.status().getCandidates() - oldest.status().getCandidates();
        double busy = newest.status().getBusySeconds() - oldest.status().getBusySeconds();
        return new Seen(
                newest.status(),
                newest.timestamp(),
                true,
                candidates / seconds,
                Math.clamp(busy / seconds / newest.status().getThreads(), 0, 1));
    }
}
