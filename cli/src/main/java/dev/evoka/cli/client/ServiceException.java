package dev.evoka.cli.client;

/// The coordinator does not answer, or fails.
public final class ServiceException extends RuntimeException {

    ServiceException(String message) {
        super(message);
    }
}
