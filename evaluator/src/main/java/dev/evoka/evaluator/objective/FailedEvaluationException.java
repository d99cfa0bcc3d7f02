package dev.evoka.evaluator.objective;

/// A candidate cannot be evaluated. The message is one line for the user.
public final class FailedEvaluationException extends Exception {

    public FailedEvaluationException(String message) {
        super(message);
    }

    public FailedEvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
