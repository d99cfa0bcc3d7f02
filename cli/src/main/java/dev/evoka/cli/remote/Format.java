package dev.evoka.cli.remote;

/// How a command writes what it found.
enum Format {
    /// Columns for people.
    TABLE,
    JSON,
    YAML,
    CSV
}
