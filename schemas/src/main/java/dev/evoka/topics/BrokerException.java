package dev.evoka.topics;

/// Kafka does not answer. One line: address, reason and remedy.
public final class BrokerException extends RuntimeException {

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
