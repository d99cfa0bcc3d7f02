package dev.evoka.coordinator.control;

/// Kafka does not take what was asked for, or not in time: it can be asked again.
public final class UnavailableException extends RuntimeException {

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
