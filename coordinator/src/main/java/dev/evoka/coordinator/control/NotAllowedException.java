package dev.evoka.coordinator.control;

/// A run is not in a state in which it can do what it was asked for.
public final class NotAllowedException extends RuntimeException {

    NotAllowedException(String message) {
        super(message);
    }
}
