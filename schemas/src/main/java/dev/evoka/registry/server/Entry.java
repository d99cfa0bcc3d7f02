package dev.evoka.registry.server;

import java.util.Optional;

/// One thing that the registry writes down. What it knows is the fold of all entries.
sealed interface Entry {

    /// Stands for all subjects where a subject is expected.
    String EVERY_SUBJECT = "";

    /// A version of a subject.
    ///
    /// @param version counted from 1
    /// @param schema canonical text of the schema
    /// @param deleted hidden, but its identifier still leads to the schema
    record Version(String subject, int version, int id, String schema, boolean deleted) implements Entry {
        Version delete() {
            return new Version(subject, version, id, schema, true);
        }
    }

    /// A version is removed for good.
    record Removal(String subject, int version) implements Entry {}

    /// The compatibility level of a subject, or of every one; empty = it has none of its own any more.
    record LevelChange(String subject, Optional<Level> level) implements Entry {}

    /// The mode of a subject, or of every one; empty = it has none of its own any more.
    record ModeChange(String subject, Optional<Mode> mode) implements Entry {}

    /// The highest identifier ever given: no identifier is given twice, even if its schema is removed.
    record HighestId(int id) implements Entry {}
}
