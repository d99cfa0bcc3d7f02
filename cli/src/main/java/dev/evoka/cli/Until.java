package dev.evoka.cli;

import java.util.concurrent.CountDownLatch;

/// Waits until the process is asked to stop, then runs what stops it cleanly.
final class Until {

    private Until() {}

    static void stopped(Runnable close) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close.run();
            latch.countDown();
        }));
        latch.await();
    }
}
