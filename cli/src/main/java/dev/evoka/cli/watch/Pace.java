package dev.evoka.cli.watch;

import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a run goes, over the last ten seconds.
final class Pace {

    private static final long WINDOW_NANOSECONDS = 10_000_000_000L;

    private record Mark(long nanoseconds, long evaluations, long generation) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    /// Where the run stands now.
    void mark(long nanoseconds, Sample sample) {
        marks.addLast(new Mark(nanoseconds, sample.evaluations(), sample.generation()));
        while (marks.size() > 2 && nanoseconds - marks.getFirst().nanoseconds() > WINDOW_NANOSECONDS) {
            marks.removeFirst();
        }
    }

    /// Evaluations a second; 0 while that is unknown.
    double evaluations() {
        return marks.isEmpty()
                ? 0
                : rate(marks.getLast().evaluations() - marks.getFirst().evaluations());
    }

    /// Generations a second; 0 while that is unknown.
    double generations() {
        return marks.isEmpty()
                ? 0
                : rate(marks.getLast().generation() - marks.getFirst().generation());
    }

    private double rate(long count) {
        double seconds = (marks.getLast().nanoseconds() - marks.getFirst().nanoseconds()) / 1e9;
        return seconds > 0 ? count / seconds : 0;
    }
}
