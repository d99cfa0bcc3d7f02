package dev.evoka.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A broker answers a change before it acts on it everywhere: an assertion holds after a moment.
final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Eventually() {}

    static void holds(ThrowingCallable assertion) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Exception | AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
