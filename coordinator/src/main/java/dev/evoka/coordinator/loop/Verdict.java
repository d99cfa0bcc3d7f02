package dev.evoka.coordinator.loop;

/// What became of a fitness record.
public enum Verdict {
    /// It told the run something new.
    COUNTED,
    /// Everything in it was known.
    DUPLICATE,
    /// It answers a generation that is closed.
    LATE,
    /// It fits no open generation, or its numbers do not fit the run.
    FOREIGN
}
