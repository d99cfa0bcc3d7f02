package dev.evoka.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is said when no broker is there.
class BrokersTest {

    private static String refused(Map<String, Object> client) {
        return String.valueOf(assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> Brokers.connect(client))
                .actual()
                .getMessage());
    }

    @Test
    void saysInTimeThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, Object> client = Map.of("bootstrap.servers", "localhost:" + port);
        long start = System.nanoTime();
        assertThatExceptionOfType(BrokerException.class)
                .isThrownBy(() -> Brokers.connect(client, Duration.ofSeconds(1)))
                .withMessage(
                        "no Kafka broker answers at localhost:%d within 1 s: is it up, and is --bootstrap-server right?",
                        port);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(Brokers.LIMIT).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void saysInTimeThatSomethingElseListens() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Map<String, Object> client = Map.of("bootstrap.servers", "localhost:" + silent.getLocalPort());
            assertThatExceptionOfType(BrokerException.class)
                    .isThrownBy(() -> Brokers.connect(client, Duration.ofSeconds(1)))
                    .withMessageContaining("--bootstrap-server");
        }
    }

    @Test
    void saysThatAnAddressIsNone() {
        assertThat(refused(Map.of("bootstrap.servers", "no-such-host.invalid:9092")))
                .startsWith("Kafka at no-such-host.invalid:9092 cannot be reached: ")
                .endsWith(": is --bootstrap-server right, and what --command-config names?");
        assertThat(refused(Map.of("bootstrap.servers", "nonsense")))
                .startsWith("Kafka at nonsense cannot be reached: ");
        assertThat(refused(Map.of("bootstrap.servers", "localhost:9092", "security.protocol", "NONE")))
                .contains("security.protocol");
    }
}
