package dev.evoka.evaluator.vitals;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// What an evaluator does, counted. Thread-safe.
public final class Vitals {

    /// A poll comes several times a second, however long an evaluation takes. The limit leaves room for a broker
    /// that is away, which holds a commit up.
    private static final long SILENCE_NANOSECONDS = 60_000_000_000L;

    private final int threads;
    private final LongSupplier nanoseconds;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder evaluations = new LongAdder();
    private final LongAdder busyNanoseconds = new LongAdder();
    private final AtomicInteger working = new AtomicInteger();
    private volatile int waiting;
    private volatile int slots;
    private volatile boolean joined;
    private volatile long polled;

    /// @param threads blocks that can be evaluated at the same time
    /// @param nanoseconds the clock
    public Vitals(int threads, LongSupplier nanoseconds) {
        this.threads = threads;
        this.nanoseconds = nanoseconds;
        this.polled = nanoseconds.getAsLong();
    }

    /// The group gave this evaluator so many slots; none is possible too.
    public void joined(int slotsNow) {
        slots = slotsNow;
        joined = true;
    }

    /// A poll came back, and so many blocks are not answered yet.
    public void polled(int unanswered) {
        waiting = Math.max(0, unanswered - working.get());
        polled = nanoseconds.getAsLong();
    }

    /// Work on a block begins.
    ///
    /// @return when it began
    public long begun() {
        working.incrementAndGet();
        return nanoseconds.getAsLong();
    }

    /// Work on a block ended.
    ///
    /// @param since when it began
    public void ended(long since) {
        working.decrementAndGet();
        busyNanoseconds.add(nanoseconds.getAsLong() - since);
    }

    /// A block was answered.
    ///
    /// @param candidates evaluations in it
    /// @param failure true if any of them failed
    public void answered(int candidates, boolean failure) {
        answered.increment();
        evaluations.add(candidates);
        if (failure) {
            failed.increment();
        }
    }

    /// Why the evaluator will never work again; empty if it may.
    public Optional<String> dead() {
        return nanoseconds.getAsLong() - polled > SILENCE_NANOSECONDS
                ? Optional.of("no poll for a minute")
                : Optional.empty();
    }

    /// Why the evaluator cannot work now; empty if it can.
    public Optional<String> notReady() {
        return dead().or(() -> joined ? Optional.empty() : Optional.of("joining the group of evaluators"));
    }

    /// What was counted, as it is now.
    public Counts counts() {
        return new Counts(
                threads,
                slots,
                waiting,
                working.get(),
                answered.sum(),
                failed.sum(),
                evaluations.sum(),
                busyNanoseconds.sum() / 1e9);
    }

    /// What an evaluator has done since its start, and what it holds now.
    ///
    /// @param threads blocks that can be evaluated at the same time
    /// @param slots partitions of evoka.candidates that it serves
    /// @param waiting blocks that it took and did not begin
    /// @param working blocks in work
    /// @param answered blocks answered
    /// @param failed blocks answered with a failure of at least one candidate
    /// @param evaluations candidates in these blocks
    /// @param busySeconds time that its threads worked on blocks, added up over the threads
    public record Counts(
            int threads,
            int slots,
            int waiting,
            int working,
            long answered,
            long failed,
            long evaluations,
            double busySeconds) {}
}
