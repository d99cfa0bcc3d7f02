package dev.evoka.registry.server;

/// What may be done with a subject.
enum Mode {
    READWRITE,
    READONLY
}
