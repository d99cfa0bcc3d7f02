package dev.evoka.evaluator.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The threads that evaluate. While more blocks wait and evaluations are short, a worker holds its answers back and
/// sends them together: one request to the broker costs more than many short evaluations. Nobody's answer waits for a
/// long evaluation.
///
/// @param <A> what a task is answered with
final class Workers<A> implements AutoCloseable {

    private static final long HOLD_NANOSECONDS = 300_000;
    private static final long IDLE_NANOSECONDS = 200_000_000;

    private final FairQueue queue;
    private final Evaluation<A> evaluation;
    private final Consumer<List<A>> answers;
    private final Duration stopLimit;
    private final List<Thread> threads;
    private volatile boolean closing;

    /// Evaluates a task. Must not throw: whatever goes wrong with the task is in the answer.
    interface Evaluation<A> {
        /// @return the answer; empty if there is none, for no fault of the task
        /// @throws InterruptedException if the workers are to stop: the task is for others then
        Optional<A> answer(Task task) throws InterruptedException;
    }

    /// @param queue what is to be done, filled by others
    /// @param answers takes answers to be sent
    /// @param stopLimit how long closing waits for evaluations under way
    Workers(
            String name,
            int count,
            FairQueue queue,
            Evaluation<A> evaluation,
            Consumer<List<A>> answers,
            Duration stopLimit) {
        this.queue = queue;
        this.evaluation = evaluation;
        this.answers = answers;
        this.stopLimit = stopLimit;
        this.threads = IntStream.range(0, count)
                .mapToObj(i -> Thread.ofPlatform().name(name + "-" + i).daemon().start(this::work))
                .toList();
    }

    private void work() {
        List<A> held = new ArrayList<>();
        long since = 0;
        try {
            while (!closing) {
                Optional<FairQueue.Begun> begun = queue.take(held.isEmpty() ? IDLE_NANOSECONDS : 0);
                if (begun.isEmpty() || begun.get().charged() > HOLD_NANOSECONDS) {
                    send(held);
                }
                if (begun.isPresent()) {
                    long start = System.nanoTime();
                    since = held.isEmpty() ? start : since;
                    evaluate(begun.get(), start, held);
                }
                if (System.nanoTime() - since > HOLD_NANOSECONDS) {
                    send(held);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            send(held);
        }
    }

    private void evaluate(FairQueue.Begun begun, long start, List<A> held) throws InterruptedException {
        try {
            evaluation.answer(begun.task()).ifPresent(held::add);
        } finally {
            queue.ended(begun, System.nanoTime() - start);
        }
    }

    private void send(List<A> held) {
        if (!held.isEmpty()) {
            answers.accept(List.copyOf(held));
            held.clear();
        }
    }

    /// Finishes the evaluations under way, and gives back what is not begun: others will get it.
    @Override
    public void close() {
        closing = true;
        queue.clear();
        long end = System.nanoTime() + stopLimit.toNanos();
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
