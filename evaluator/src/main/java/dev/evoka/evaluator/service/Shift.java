package dev.evoka.evaluator.service;

import dev.evoka.evaluator.objective.FailedEvaluationException;
import dev.evoka.evaluator.objective.PointObjective;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One thread's work on the candidates of a block, until it is through or abandoned. What it wrote before it published
/// its progress may be read by others; it never writes to anything that others write.
final class Shift implements Runnable {

    /// Where the work is.
    ///
    /// @param candidate the candidate in work; all before it are finished
    /// @param since when its evaluation began, in nanoseconds
    record Progress(int candidate, long since) {}

    private enum State {
        WORKING,
        ABANDONED,
        ENDED
    }

    private final PointObjective objective;
    private final double[] parameters;
    private final int first;
    private final int count;
    private final AtomicInteger hanging;
    private final double[] errors;
    private final @Nullable String[] failures;
    private State state = State.WORKING;
    private volatile Progress progress;

    /// @param hanging counts abandoned shifts whose threads have not come back
    Shift(PointObjective objective, double[] parameters, int first, int count, AtomicInteger hanging) {
        this.objective = objective;
        this.parameters = parameters;
        this.first = first;
        this.count = count;
        this.hanging = hanging;
        this.errors = new double[count];
        this.failures = new String[count];
        this.progress = new Progress(first, System.nanoTime());
    }

    Progress progress() {
        return progress;
    }

    double error(int candidate) {
        return errors[candidate];
    }

    @Nullable
    String failure(int candidate) {
        return failures[candidate];
    }

    @Override
    public void run() {
        int dimension = parameters.length / count;
        for (int i = first; i < count && working(); i++) {
            progress = new Progress(i, System.nanoTime());
            evaluate(i, Arrays.copyOfRange(parameters, i * dimension, (i + 1) * dimension));
        }
        if (end()) {
            progress = new Progress(count, System.nanoTime());
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever somebody else's code throws is the candidate's failure
    private void evaluate(int candidate, double[] own) {
        try {
            errors[candidate] = objective.error(own);
        } catch (FailedEvaluationException e) {
            failures[candidate] = String.valueOf(e.getMessage());
        } catch (Throwable e) {
            failures[candidate] = line(e);
        }
    }

    private static String line(Throwable e) {
        String name = e.getClass().getSimpleName();
        return Optional.ofNullable(e.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .map(first -> name + ": " + first)
                .orElse(name);
    }

    private synchronized boolean working() {
        return state == State.WORKING;
    }

    /// @return true if the work came to its end, false if nobody waits for it any more
    private synchronized boolean end() {
        if (state == State.ABANDONED) {
            hanging.decrementAndGet();
            return false;
        }
        state = State.ENDED;
        return true;
    }

    /// Nobody waits for this shift any more.
    ///
    /// @return false if it has ended
    synchronized boolean abandon() {
        if (state != State.WORKING) {
            return false;
        }
        state = State.ABANDONED;
        hanging.incrementAndGet();
        return true;
    }
}
