package dev.evoka.spec;

/// A run spec, or something that it names, is wrong. The message is one line for the user: key, value and remedy.
public final class SpecException extends RuntimeException {

    public SpecException(String message) {
        super(message);
    }

    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}
