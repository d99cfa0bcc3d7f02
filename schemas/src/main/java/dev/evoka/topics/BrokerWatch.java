package dev.evoka.topics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every few seconds whether Kafka answers: clients that only wait for records do not notice that it is away.
public final class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /// One question without an answer may be a broker with much to do.
    private static final int MISSED = 2;

    /// A question to the brokers.
    interface Question extends AutoCloseable {
        void ask() throws ExecutionException, InterruptedException;

        @Override
        void close();
    }

    private final String address;
    private final Question question;
    private final InstantSource clock;
    private final Thread watching;
    private Instant answered;
    private int missed;
    private volatile Optional<String> away = Optional.empty();

    /// @param client properties for Kafka
    public BrokerWatch(Map<String, Object> client) {
        this(String.valueOf(client.get("bootstrap.servers")), asking(Admin.create(client)), InstantSource.system());
    }

    BrokerWatch(String address, Question question, InstantSource clock) {
        this.address = address;
        this.question = question;
        this.clock = clock;
        this.answered = clock.instant();
        this.watching = Thread.ofVirtual().name("broker-watch").unstarted(this::watch);
    }

    private static Question asking(Admin admin) {
        return new Question() {
            @Override
            public void ask() throws ExecutionException, InterruptedException {
                admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) LIMIT.toMillis()))
                        .nodes()
                        .get();
            }

            @Override
            public void close() {
                admin.close(Duration.ZERO);
            }
        };
    }

    /// Starts; returns at once.
    public void start() {
        watching.start();
    }

    /// That no broker answers, and since when; empty while one does.
    public Optional<String> away() {
        return away;
    }

    private void watch() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("woken to close");
        }
    }

    /// Asks once.
    void look() throws InterruptedException {
        try {
            question.ask();
            if (away.isPresent()) {
                LOG.atInfo().log("Kafka at {} answers again", address);
            }
            answered = clock.instant();
            missed = 0;
            away = Optional.empty();
        } catch (ExecutionException e) {
            missed++;
            if (missed == MISSED) {
                LOG.atWarn().log("no Kafka broker answers at {}: {}", address, e.getMessage());
                away = Optional.of("no Kafka broker has answered at %s since %s: it goes on by itself when one does"
                        .formatted(address, answered.truncatedTo(ChronoUnit.SECONDS)));
            }
        }
    }

    @Override
    public void close() {
        watching.interrupt();
        question.close();
    }
}
