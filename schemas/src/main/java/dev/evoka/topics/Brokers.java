package dev.evoka.topics;

import dev.evoka.spec.SpecException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/// Opens a connection for administration, and says in one line why there is none.
public final class Brokers {

    /// Longest wait for a first answer.
    static final Duration LIMIT = Duration.ofSeconds(10);

    private Brokers() {}

    /// A connection that a broker has answered on.
    ///
    /// @param client client properties: `bootstrap.servers`, security
    /// @throws SpecException if the properties are wrong or the login is refused
    /// @throws BrokerException if no broker answers within ten seconds
    public static Admin connect(Map<String, Object> client) throws InterruptedException {
        return connect(client, LIMIT);
    }

    static Admin connect(Map<String, Object> client, Duration limit) throws InterruptedException {
        Admin admin = open(client);
        boolean answered = false;
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) limit.toMillis()))
                    .nodes()
                    .get();
            answered = true;
            return admin;
        } catch (ExecutionException e) {
            throw failure(address(client), limit, e);
        } finally {
            if (!answered) {
                admin.close(Duration.ZERO);
            }
        }
    }

    private static Admin open(Map<String, Object> client) {
        try {
            return Admin.create(client);
        } catch (KafkaException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new SpecException(
                    "Kafka at %s cannot be reached: %s: is --bootstrap-server right, and what --command-config names?"
                            .formatted(address(client), root.getMessage()),
                    e);
        }
    }

    private static RuntimeException failure(String address, Duration limit, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return switch (cause) {
            case AuthenticationException refused ->
                new SpecException(
                        "Kafka at %s refuses the login: %s: correct security.protocol, sasl.* and ssl.* in --command-config"
                                .formatted(address, refused.getMessage()),
                        e);
            case TimeoutException none ->
                new BrokerException(
                        "no Kafka broker answers at %s within %d s: is it up, and is --bootstrap-server right?"
                                .formatted(address, limit.toSeconds()),
                        e);
            default ->
                new BrokerException(
                        "Kafka at %s does not answer: %s: is --bootstrap-server right?"
                                .formatted(address, cause.getMessage()),
                        e);
        };
    }

    private static String address(Map<String, Object> client) {
        return String.valueOf(client.get("bootstrap.servers"));
    }
}
