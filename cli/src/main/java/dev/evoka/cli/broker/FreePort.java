package dev.evoka.cli.broker;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;

/// Ports on loopback that nothing listens on. They lie below those that systems give to outgoing connections: one of
/// these can be taken by any client between now and when it is listened on.
public final class FreePort {

    private static final int FIRST = 15_000;
    private static final int COUNT = 17_000;

    /// Processes begin at places of their own, so that they do not look for the same.
    private static final AtomicLong NEXT =
            new AtomicLong(ProcessHandle.current().pid() * 31);

    private FreePort() {}

    /// A free port, another one each time.
    ///
    /// @throws SpecException if there is none
    public static int choose() {
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (int) (NEXT.getAndIncrement() % COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new SpecException("no port from %d to %d is free".formatted(FIRST, FIRST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false; // taken
        }
    }
}
