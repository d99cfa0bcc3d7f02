package dev.evoka.coordinator.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The course of a run in bounded memory: when there are too many points every second one is dropped, and from then on
/// only every second generation is kept. The first and the newest point are always there.
final class Course {

    /// More than the pixels of most charts, and 80 kB a run.
    static final int CAPACITY = 1_000;

    private final int capacity;
    private final List<Point> kept = new ArrayList<>();
    private long stride = 1;
    private Optional<Point> newest = Optional.empty();

    Course() {
        this(CAPACITY);
    }

    /// @param capacity most points, at least 2
    Course(int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("capacity must be ≥ 2 but was " + capacity);
        }
        this.capacity = capacity;
    }

    /// Adds a point.
    ///
    /// @return false if its generation was seen before
    boolean add(Point point) {
        if (point.generation() < 0 || point.generation() <= newestGeneration()) {
            return false;
        }
        newest = Optional.of(point);
        if (kept.size() == capacity && due(point)) {
            thin();
        }
        if (due(point)) {
            kept.add(point);
        }
        return true;
    }

    private boolean due(Point point) {
        return kept.isEmpty() || point.generation() >= kept.getLast().generation() + stride;
    }

    private void thin() {
        List<Point> half = new ArrayList<>(capacity);
        for (int i = 0; i < kept.size(); i += 2) {
            half.add(kept.get(i));
        }
        kept.clear();
        kept.addAll(half);
        stride *= 2;
    }

    /// The newest point; empty before the first generation.
    Optional<Point> newest() {
        return newest;
    }

    private long newestGeneration() {
        return newest.map(Point::generation).orElse(-1L);
    }

    /// The points after a generation, the newest among them.
    List<Point> after(long generation) {
        int from = kept.size();
        while (from > 0 && kept.get(from - 1).generation() > generation) {
            from--;
        }
        List<Point> points = new ArrayList<>(kept.subList(from, kept.size()));
        newest.filter(point -> point.generation() > generation
                        && (kept.isEmpty() || kept.getLast().generation() < point.generation()))
                .ifPresent(points::add);
        return points;
    }
}
