package dev.evoka.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void isAnotherOneEachTimeBelowThoseOfOutgoingConnectionsAndNotTaken() throws IOException {
        int first = FreePort.choose();
        try (ServerSocket taken = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(FreePort.choose()).isNotIn(first, first + 1).isBetween(15_000, 32_000);
        }
    }
}
