package dev.evoka.registry.client;

import org.apache.kafka.common.KafkaException;

/// The schema registry cannot be reached, or refuses. One line: address, what was asked, reason and remedy.
/// It is no `SerializationException`: the record is not to blame, so nobody may drop it.
public final class RegistryException extends KafkaException {

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
