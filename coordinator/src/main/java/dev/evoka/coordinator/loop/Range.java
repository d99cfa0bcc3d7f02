package dev.evoka.coordinator.loop;

/// A run of candidates of one generation: indices `first` to `first + count - 1`.
public record Range(int first, int count) {

    public Range {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("no such range: first %d, count %d".formatted(first, count));
        }
    }

    /// Index after the last.
    public int end() {
        return first + count;
    }
}
