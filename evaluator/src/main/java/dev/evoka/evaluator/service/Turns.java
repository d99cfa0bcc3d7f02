package dev.evoka.evaluator.service;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Who of a pool's members may ask for a block, and who may evaluate. There are more members than threads, so that the
/// next block is asked for shortly before the one in work is expected to be done: a thread need not wait for Kafka, and
/// no block lies here that others could have begun much earlier. Thread-safe.
final class Turns {

    /// To be given a block took up to 30 ms while 32 members asked at the same time. 50 ms did no better.
    private static final long LEAD_NANOSECONDS = 30_000_000;

    private static final long FOR_EVER = Long.MAX_VALUE / 4;

    /// The evaluation of a block. No two are the same.
    static final class Turn {
        private final long begun;
        private final long end;
        private final int candidates;

        private Turn(long begun, long end, int candidates) {
            this.begun = begun;
            this.end = end;
            this.candidates = candidates;
        }
    }

    private final int threads;
    private final LongSupplier nanoseconds;
    private final Set<Turn> working = new HashSet<>();
    private int asking;
    private double perCandidate = Double.NaN;
    private boolean closing;

    /// @param threads blocks that may be evaluated at the same time
    /// @param nanoseconds the clock
    Turns(int threads, LongSupplier nanoseconds) {
        this.threads = threads;
        this.nanoseconds = nanoseconds;
    }

    /// Members that keep so many threads busy.
    int members() {
        return 2 * threads;
    }

    /// Waits until a block may be asked for.
    ///
    /// @return false if the pool closes
    synchronized boolean ask() throws InterruptedException {
        while (!closing && open() <= 0) {
            TimeUnit.NANOSECONDS.timedWait(this, untilNext());
        }
        asking++;
        return !closing;
    }

    /// Until time alone makes another block due; for ever if it does not.
    private long untilNext() {
        long now = nanoseconds.getAsLong();
        return working.stream()
                .mapToLong(turn -> turn.end - LEAD_NANOSECONDS - now)
                .filter(left -> left >= 0)
                .map(left -> left + 1)
                .min()
                .orElse(FOR_EVER);
    }

    /// So many blocks may be asked for now.
    synchronized long open() {
        long now = nanoseconds.getAsLong();
        return threads
                - working.size()
                - asking
                + working.stream()
                        .filter(turn -> turn.end - now < LEAD_NANOSECONDS)
                        .count();
    }

    /// No block came.
    synchronized void none() {
        asking--;
        notifyAll();
    }

    /// Waits until the block that was asked for may be evaluated.
    ///
    /// @param candidates in the block
    /// @return to be handed to [#end]
    synchronized Turn begin(int candidates) throws InterruptedException {
        while (working.size() >= threads) {
            wait();
        }
        asking--;
        long now = nanoseconds.getAsLong();
        Turn turn = new Turn(now, end(now, candidates), candidates);
        working.add(turn);
        notifyAll(); // who waits to ask learns when this one is expected to be done
        return turn;
    }

    /// Unknown is far away: who knows nothing asks for nothing ahead.
    private long end(long begun, int candidates) {
        return Double.isNaN(perCandidate) ? begun + FOR_EVER : begun + (long) (perCandidate * candidates);
    }

    /// The evaluation is over.
    ///
    /// @param answered false if it was broken off: then its time says nothing
    synchronized void end(Turn turn, boolean answered) {
        working.remove(turn);
        if (answered) {
            perCandidate = (double) (nanoseconds.getAsLong() - turn.begun) / turn.candidates;
        }
        notifyAll();
    }

    /// True when nobody asks any more.
    synchronized boolean closed() {
        return closing;
    }

    /// Nobody asks any more.
    synchronized void close() {
        closing = true;
        notifyAll();
    }
}
