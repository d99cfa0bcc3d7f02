package dev.evoka.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Ctrl-C, kill and a closed terminal: the first one asks the command to stop cleanly, a second one ends the process
/// at once. Whoever works looks here whether to go on.
public final class Interrupts implements AutoCloseable {

    private static final int NONE = 0;

    private final AtomicInteger code = new AtomicInteger(NONE);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<Runnable> restore = new ArrayList<>();

    /// @param onFirst called by the first one, to say so
    public Interrupts(Runnable onFirst) {
        // The exit codes are those of a shell: 128 + the number of the signal.
        catching("INT", 130, onFirst);
        catching("TERM", 143, onFirst);
        catching("HUP", 129, onFirst);
    }

    private void catching(String name, int exitCode, Runnable onFirst) {
        restore.add(Signals.handle(name, () -> {
            if (code.compareAndSet(NONE, exitCode)) {
                onFirst.run();
                asked.countDown();
            } else {
                Runtime.getRuntime().halt(exitCode);
            }
        }));
    }

    /// True once the command is to stop.
    public boolean asked() {
        return asked.getCount() == 0;
    }

    /// Waits until the command is to stop, at most so long.
    ///
    /// @return true if it is
    public boolean await(long milliseconds) throws InterruptedException {
        return asked.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /// Waits until the command is to stop.
    public void await() throws InterruptedException {
        asked.await();
    }

    /// Exit code of a command that was asked to stop.
    public int exitCode() {
        return code.get();
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }
}
