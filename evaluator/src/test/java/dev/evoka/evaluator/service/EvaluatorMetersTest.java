package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.meters.Meters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluatorMetersTest {

    /// Nothing listens there.
    private static final EvaluatorConfig NOWHERE = new EvaluatorConfig(
            Map.of("bootstrap.servers", "localhost:1", "schema.registry.url", "http://localhost:1"), "e", 1, 6_000);

    @ParameterizedTest
    @EnumSource
    void measureTheProducer(Assignment assignment) {
        try (Evaluator evaluator = assignment.evaluator(NOWHERE);
                Meters meters = new Meters(evaluator.clientMeters())) {
            assertThat(meters.text()).containsPattern("\nkafka_producer_record_send_total\\{");
        }
    }

    @Test
    void measureTheConsumer() {
        try (Evaluator evaluator = Assignment.SHARDED.evaluator(NOWHERE);
                Meters meters = new Meters(evaluator.clientMeters())) {
            assertThat(meters.text()).containsPattern("\nkafka_consumer_fetch_manager_records_consumed_total\\{");
        }
    }

    @Test
    void measureEachMemberOfThePool() {
        try (Evaluator evaluator = Assignment.POOLED.evaluator(NOWHERE);
                Meters meters = new Meters(evaluator.clientMeters())) {
            assertThat(meters.text()
                            .lines()
                            .filter(line ->
                                    line.startsWith("kafka_consumer_share_fetch_manager_records_consumed_total{")))
                    .as("members, two for a thread: %s", meters.text())
                    .hasSize(2);
        }
    }
}
