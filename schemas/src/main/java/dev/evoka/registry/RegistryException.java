package dev.evoka.registry;

import org.apache.kafka.common.errors.SerializationException;

/// The schema registry cannot be reached, or refuses. One line: address, subject and reason.
public final class RegistryException extends SerializationException {

    private final int code;

    public RegistryException(int code, String message) {
        super(message);
        this.code = code;
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
        this.code = 0;
    }

    /// The registry's error code, for example 42201; 0 if it was not reached.
    public int code() {
        return code;
    }
}
