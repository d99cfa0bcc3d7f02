package dev.evoka.coordinator.http;

/// Who asks.
///
/// @param name name that goes with the token; empty where no tokens are asked for
/// @param role what the caller may do
record Caller(String name, Role role) {}
