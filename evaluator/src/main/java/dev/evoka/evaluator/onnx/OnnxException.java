package dev.evoka.evaluator.onnx;

/// A model that cannot be used, in one line that says what would be right.
public final class OnnxException extends RuntimeException {

    public OnnxException(String message) {
        super(message);
    }

    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
