package dev.evoka.cli.watch;

import java.util.ArrayList;
import java.util.List;

/// The course of a run in bounded memory: when there are too many samples every second one is dropped, and from then
/// on only every second generation is kept. The newest sample is always there.
public final class History {

    /// Enough for a plot of any width.
    public static final int CAPACITY = 4_096;

    private final int capacity;
    private final List<Sample> kept = new ArrayList<>();
    private long stride = 1;
    private long newest = -1;
    private boolean newestKept = true;
    private Sample last = new Sample(-1, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    public History() {
        this(CAPACITY);
    }

    /// @param capacity most samples, at least 2
    History(int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("capacity must be ≥ 2 but was " + capacity);
        }
        this.capacity = capacity;
    }

    /// Adds a sample; one of a generation that was seen before changes nothing.
    public void add(Sample sample) {
        if (sample.generation() <= newest) {
            return;
        }
        newest = sample.generation();
        last = sample;
        newestKept = kept.isEmpty() || sample.generation() >= kept.getLast().generation() + stride;
        if (!newestKept) {
            return;
        }
        if (kept.size() == capacity) {
            thin();
            newestKept = sample.generation() >= kept.getLast().generation() + stride;
        }
        if (newestKept) {
            kept.add(sample);
        }
    }

    private void thin() {
        List<Sample> half = new ArrayList<>(capacity);
        for (int i = 0; i < kept.size(); i += 2) {
            half.add(kept.get(i));
        }
        kept.clear();
        kept.addAll(half);
        stride *= 2;
    }

    /// The samples by generation, at most one more than the capacity.
    public List<Sample> samples() {
        List<Sample> samples = new ArrayList<>(kept);
        if (!newestKept) {
            samples.add(last);
        }
        return samples;
    }

    /// Number of the newest generation; -1 if there is none.
    public long newest() {
        return newest;
    }
}
