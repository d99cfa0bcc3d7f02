package dev.evoka.cli.console;

/// Where the command says what it does: a line that is written over and over on a terminal, or one line after the
/// other elsewhere.
public sealed interface Display permits LiveLine, PlainLines {

    /// What is shown while something goes on; the next one takes its place.
    void update(String text);

    /// A line that stays.
    void print(String text);

    /// Characters that fit in a line.
    int width();

    /// Characters that can be shown.
    Glyphs glyphs();

    /// Nanoseconds between two updates that somebody can follow.
    long interval();
}
