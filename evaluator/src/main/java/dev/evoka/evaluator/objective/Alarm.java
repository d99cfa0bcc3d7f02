package dev.evoka.evaluator.objective;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Does something when a time is over, unless it is stopped before. Whichever comes first decides: a future that is
/// cancelled does not tell whether it is running already.
final class Alarm {

    private final AtomicBoolean decided = new AtomicBoolean();
    private final ScheduledFuture<?> future;

    private Alarm(ScheduledExecutorService clock, Duration time, Runnable what) {
        future = clock.schedule(
                () -> {
                    if (decided.compareAndSet(false, true)) {
                        what.run();
                    }
                },
                time.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    static Alarm set(ScheduledExecutorService clock, Duration time, Runnable what) {
        return new Alarm(clock, time, what);
    }

    /// @return true if it has not gone off, and now never will
    boolean stop() {
        future.cancel(false);
        return decided.compareAndSet(false, true);
    }
}
