package dev.evoka.coordinator.http;

import java.util.Locale;

/// What somebody may do; each role includes those before it.
public enum Role {
    /// See the page's files, and whether the service lives.
    ANYBODY,
    /// Look at everything.
    VIEWER,
    /// Begin runs and change their lives.
    OPERATOR;

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
