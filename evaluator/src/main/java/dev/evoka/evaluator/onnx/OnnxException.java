package dev.evoka.evaluator.onnx;

import ai.onnxruntime.OrtException;
import java.util.regex.Pattern;

/// A model that cannot be used, in one line that says what would be right.
public final class OnnxException extends RuntimeException {

    /// Code and prefix of a message, and the place in the runtime's own sources.
    private static final Pattern NOISE = Pattern.compile(
            "^Error code - \\w+ - message: |Non-zero status code returned while |Status Message: |\\S+\\.(h|cc|cpp):\\d+ [^()]*\\([^()]*\\) ?(const )?");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    public OnnxException(String message) {
        super(message);
    }

    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }

    /// What ONNX Runtime says, in one line and without its own source lines.
    static String reason(OrtException e) {
        String text = NOISE.matcher(String.valueOf(e.getMessage())).replaceAll("");
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
