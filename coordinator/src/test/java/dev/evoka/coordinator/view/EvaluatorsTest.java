package dev.evoka.coordinator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.schemas.EvaluatorStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EvaluatorsTest {

    static {
        dev.evoka.registry.ValueSerdes.of(java.util.Map.of()); // lets Avro copy our records
    }

    private final Evaluators evaluators = new Evaluators();

    private static EvaluatorStatus status(String id, long candidates, double busy, boolean left) {
        return new EvaluatorStatus(
                id, "host", "1", 2, Instant.EPOCH, "0,1", candidates / 10, candidates, 0L, busy, 0, 0L, left);
    }

    private Evaluators.Seen only(long now) {
        assertThat(evaluators.all(now)).hasSize(1);
        return evaluators.all(now).getFirst();
    }

    @Test
    void knowTheirPace() {
        evaluators.take(status("e", 0, 0, false), 1_000);
        assertThat(only(1_000).candidatesPerSecond()).isZero();
        evaluators.take(status("e", 100, 2, false), 3_000);
        assertThat(only(3_000).candidatesPerSecond()).isCloseTo(50, within(1e-9));
        assertThat(only(3_000).busy()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void areSilentWhenNoSignOfLifeComes() {
        evaluators.take(status("e", 0, 0, false), 1_000);
        assertThat(only(9_000).alive()).isTrue();
        assertThat(only(12_000).alive()).isFalse();
        evaluators.take(status("e", 10, 0, false), 13_000);
        assertThat(only(13_000).alive()).isTrue();
    }

    @Test
    void areForgottenADayAfterTheyLeft() {
        evaluators.take(status("e", 0, 0, true), 1_000);
        assertThat(only(1_001).alive()).isFalse();
        assertThat(evaluators.all(90_000_000)).isEmpty();
    }

    @Test
    void aRestartBeginsAnew() {
        evaluators.take(status("e", 1_000, 9, false), 1_000);
        EvaluatorStatus restarted = EvaluatorStatus.newBuilder(status("e", 10, 1, false))
                .setStarted(Instant.ofEpochSecond(5))
                .build();
        evaluators.take(restarted, 3_000);
        assertThat(only(3_000).candidatesPerSecond()).isZero();
    }
}
