package dev.evoka.artifacts;

/// An artifact is not there, not what it should be, or cannot be carried now.
public final class ArtifactException extends RuntimeException {

    ArtifactException(String message) {
        super(message);
    }

    ArtifactException(String message, Throwable cause) {
        super(message, cause);
    }
}
