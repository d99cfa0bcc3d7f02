package dev.evoka.cli.result;

/// A file cannot be written: a failure of the machine, not of the user.
public final class OutputException extends RuntimeException {

    OutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
