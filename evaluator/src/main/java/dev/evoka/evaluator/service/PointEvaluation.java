package dev.evoka.evaluator.service;

import dev.evoka.evaluator.objective.PointObjective;
import dev.evoka.evaluator.objective.TimeText;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Evaluates candidates one after the other with somebody else's code, which may throw or hang. It runs in a thread of
/// its own, one hand-over for a whole block. A candidate that takes too long is failed: its thread is interrupted, and
/// left behind if it does not react, while another thread goes on with the next candidate.
final class PointEvaluation implements AutoCloseable {

    /// Threads that may be left behind: each may keep a core busy for ever.
    private static final int MOST_HANGING = 16;

    private final ExecutorService threads;
    private final AtomicInteger hanging = new AtomicInteger();

    PointEvaluation(String name) {
        threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name(name + "-objective-", 0).daemon().factory());
    }

    /// Evaluates all candidates of a block.
    ///
    /// @param parameters candidate after candidate
    PointResults evaluate(PointObjective objective, double[] parameters, int count) throws InterruptedException {
        PointResults results = new PointResults(count);
        Duration limit = objective.limit();
        int first = 0;
        while (first < count) {
            if (hanging.get() >= MOST_HANGING) {
                results.fail(
                        first++,
                        "%d earlier evaluations hang and ignore interrupts: restart the evaluator"
                                .formatted(MOST_HANGING));
                continue;
            }
            Shift shift = new Shift(objective, parameters, first, count, hanging);
            Future<?> future = threads.submit(shift);
            int finished = await(shift, future, limit);
            results.take(shift, first, finished);
            if (finished < count) {
                results.fail(finished, "took longer than %s (objective.timeout)".formatted(TimeText.of(limit)));
            }
            first = finished + 1;
        }
        return results;
    }

    /// Waits until the shift ends or a candidate takes too long; then the shift is over.
    ///
    /// @return index of the first candidate that is not finished
    private static int await(Shift shift, Future<?> future, Duration limit) throws InterruptedException {
        long wait = limit.toNanos();
        while (true) {
            try {
                future.get(wait, TimeUnit.NANOSECONDS);
                return shift.progress().candidate();
            } catch (TimeoutException e) {
                Shift.Progress progress = shift.progress();
                long left = progress.since() + limit.toNanos() - System.nanoTime();
                if (left <= 0 && shift.abandon()) {
                    future.cancel(true);
                    return progress.candidate();
                }
                wait = Math.max(left, 1_000_000);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a shift catches what an objective throws", e);
            } catch (InterruptedException e) {
                shift.abandon();
                future.cancel(true);
                throw e;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
