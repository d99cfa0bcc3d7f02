package dev.evoka.evaluator.service;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The blocks that wait for a worker. Runs share the workers' time: next is the oldest block of the run that has had
/// the least of it (start-time fair queueing, Goyal, Vin and Cheng 1996, without weights). A block is charged what the
/// blocks of its run cost before, and in the end what it took.
///
/// A run has no block here between two generations. It keeps its claim for a second, up to one block of the others;
/// and before a long block is begun, one worker waits a moment for the next generation of a run that has had less, at
/// that run's charge: or else a run with short evaluations would get on by one generation for each long evaluation of
/// another. Thread-safe.
final class FairQueue {

    /// A break longer than this is no turn-around: the run had nothing to do, and has no claim.
    private static final long BREAK_NANOSECONDS = 1_000_000_000L;

    private static final double SMALLEST_CLAIM_NANOSECONDS = 1e9;

    /// A turn-around takes about a millisecond, on busy machines some.
    private static final long LONGEST_WAIT_NANOSECONDS = 10_000_000L;

    /// Waiting may cost a tenth of what is put off.
    private static final double WAIT_OF_WORK = 0.1;

    /// A moment that is not worth a wait.
    private static final long SHORTEST_WAIT_NANOSECONDS = 500_000L;

    private static final double NEWER = 0.3;

    private static final class Share {
        private final Deque<Task> waiting = new ArrayDeque<>();
        private final Map<TopicPartition, Long> latest = new HashMap<>();
        private double served;
        private double perCandidate;
        private int inWork;
        private long idleSince;
        private long arrived;

        boolean active() {
            return inWork > 0 || !waiting.isEmpty();
        }

        double cost(Task task) {
            return perCandidate * task.block().getCount();
        }

        double next() {
            return waiting.isEmpty() ? 0 : cost(waiting.element());
        }
    }

    /// A task that a worker has begun.
    ///
    /// @param charged what its run was charged so far, in nanoseconds
    record Begun(Task task, double charged) {}

    /// How a worker waits to be notified.
    interface Waiting {
        void await(Object lock, long nanoseconds) throws InterruptedException;
    }

    private final LongSupplier nanoseconds;
    private final Waiting waiting;
    private final Consumer<Task> passedOver;
    private final Map<String, Share> shares = new HashMap<>();
    private long arrivals;
    private boolean expecting;

    /// @param passedOver hears of tasks that nobody waits for any more; must not come back here
    FairQueue(Consumer<Task> passedOver) {
        this(passedOver, System::nanoTime, FairQueue::untilNotified);
    }

    @SuppressWarnings("WaitNotInLoop") // who waits looks again
    private static void untilNotified(Object lock, long time) throws InterruptedException {
        lock.wait(time / 1_000_000, (int) (time % 1_000_000));
    }

    FairQueue(Consumer<Task> passedOver, LongSupplier nanoseconds, Waiting waiting) {
        this.nanoseconds = nanoseconds;
        this.waiting = waiting;
        this.passedOver = passedOver;
    }

    /// Adds what came together: nothing of it is begun before all is here, since later blocks may prove that earlier
    /// ones are complete.
    synchronized void add(List<Task> tasks) {
        tasks.forEach(this::add);
    }

    private void add(Task task) {
        String run = task.block().getRun();
        Share share = shares.get(run);
        if (share == null || !share.active()) {
            share = activated(run);
        }
        if (share.waiting.isEmpty()) {
            share.arrived = arrivals++;
        }
        share.waiting.add(task);
        share.latest.put(task.partition(), task.block().getGeneration());
        notify();
    }

    private Share activated(String run) {
        long now = nanoseconds.getAsLong();
        shares.values().removeIf(each -> !each.active() && now - each.idleSince > BREAK_NANOSECONDS);
        double least = Double.POSITIVE_INFINITY;
        double claim = SMALLEST_CLAIM_NANOSECONDS;
        for (Share each : shares.values()) {
            if (each.active()) {
                least = Math.min(least, each.served);
                claim = Math.max(claim, each.next());
            }
        }
        Share known = shares.get(run);
        if (known == null) {
            Share share = new Share();
            share.served = Double.isFinite(least) ? least : 0;
            shares.put(run, share);
            return share;
        }
        if (Double.isFinite(least)) {
            known.served = Math.max(known.served, least - claim);
        }
        return known;
    }

    /// Takes the next task, and waits for one.
    ///
    /// @param limit nanoseconds; 0 = take what can be begun at once
    /// @return empty if there is none within the time
    synchronized Optional<Begun> take(long limit) throws InterruptedException {
        long end = nanoseconds.getAsLong() + limit;
        while (true) {
            Share share = leastServed();
            long now = nanoseconds.getAsLong();
            if (share == null) {
                if (end - now <= 0) {
                    return Optional.empty();
                }
                waiting.await(this, end - now);
            } else {
                Share behind = expecting ? null : expected(share, now);
                if (behind == null) {
                    return Optional.of(begin(share));
                }
                if (limit <= 0) {
                    return Optional.empty();
                }
                expect(behind, patience(share) - (now - behind.idleSince));
            }
        }
    }

    private @Nullable Share leastServed() {
        shares.values().forEach(this::passOver);
        return shares.values().stream()
                .filter(each -> !each.waiting.isEmpty())
                .min(Comparator.<Share>comparingDouble(each -> each.served).thenComparingLong(each -> each.arrived))
                .orElse(null);
    }

    /// A later block of a newer generation in the same partition proves that a generation is complete.
    private void passOver(Share share) {
        while (!share.waiting.isEmpty()) {
            Task task = share.waiting.element();
            if (task.block().getGeneration() >= share.latest.getOrDefault(task.partition(), 0L)) {
                return;
            }
            passedOver.accept(share.waiting.remove());
        }
    }

    /// A run that has had less, and will have its next blocks in a moment.
    private @Nullable Share expected(Share next, long now) {
        long patience = patience(next);
        if (patience < SHORTEST_WAIT_NANOSECONDS) {
            return null;
        }
        return shares.values().stream()
                .filter(each -> !each.active() && each.served < next.served && now - each.idleSince < patience)
                .min(Comparator.comparingDouble(each -> each.served))
                .orElse(null);
    }

    private static long patience(Share next) {
        return (long) Math.min(LONGEST_WAIT_NANOSECONDS, WAIT_OF_WORK * next.next());
    }

    private void expect(Share behind, long limit) throws InterruptedException {
        expecting = true;
        long since = nanoseconds.getAsLong();
        try {
            waiting.await(this, limit);
        } finally {
            expecting = false;
            behind.served += nanoseconds.getAsLong() - since;
        }
    }

    private static Begun begin(Share share) {
        Task task = share.waiting.remove();
        double cost = share.cost(task);
        share.served += cost;
        share.inWork++;
        return new Begun(task, cost);
    }

    /// A task is through.
    ///
    /// @param took nanoseconds of a worker
    synchronized void ended(Begun begun, long took) {
        Share share = shares.get(begun.task().block().getRun());
        if (share == null) {
            return;
        }
        share.served += took - begun.charged();
        double each = (double) took / begun.task().block().getCount();
        share.perCandidate += (share.perCandidate == 0 ? 1 : NEWER) * (each - share.perCandidate);
        share.inWork--;
        share.idleSince = nanoseconds.getAsLong();
    }

    /// Forgets what is not begun of partitions that others have now.
    synchronized void forget(Collection<TopicPartition> partitions) {
        for (Share share : shares.values()) {
            share.waiting.removeIf(task -> partitions.contains(task.partition()));
        }
    }

    /// Forgets what is not begun.
    synchronized void clear() {
        shares.values().forEach(share -> share.waiting.clear());
        notifyAll();
    }
}
