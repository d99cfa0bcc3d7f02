package dev.evoka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {

    private static final class Brokers implements BrokerWatch.Question {
        boolean up = true;

        @Override
        public void ask() throws ExecutionException {
            if (!up) {
                throw new ExecutionException(new IllegalStateException("nobody"));
            }
        }

        @Override
        public void close() {}
    }

    private Instant now = Instant.parse("2026-01-01T10:00:00.5Z");
    private final Brokers brokers = new Brokers();
    private final BrokerWatch watch = new BrokerWatch("kafka:9092", brokers, () -> now);

    private void look(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(2);
            watch.look();
        }
    }

    @Test
    void saysSinceWhenNobodyAnswersAndForgetsItWhenSomebodyDoes() throws InterruptedException {
        look(3);
        assertThat(watch.away()).isEmpty();
        brokers.up = false;
        look(5);
        assertThat(watch.away())
                .contains(
                        "no Kafka broker has answered at kafka:9092 since 2026-01-01T10:00:06Z: it goes on by itself when one does");
        brokers.up = true;
        look(1);
        assertThat(watch.away()).isEmpty();
    }

    @Test
    void oneQuestionWithoutAnAnswerIsNothing() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            brokers.up = false;
            look(1);
            assertThat(watch.away()).isEmpty();
            brokers.up = true;
            look(1);
        }
    }
}
