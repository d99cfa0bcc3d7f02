package dev.evoka.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.meters.Meters;
import dev.evoka.tracing.Tracing;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoordinatorServiceTest {

    /// Nothing listens there, and nothing is asked before the start.
    private static final Map<String, Object> NOWHERE =
            Map.of("bootstrap.servers", "localhost:1", "schema.registry.url", "http://localhost:1");

    @Test
    void measuresItsLoopsAndKafka() {
        try (CoordinatorService service =
                        new CoordinatorService(CoordinatorConfig.of(NOWHERE, "a"), 4, 6_000, Tracing.OFF);
                Meters meters = new Meters(service.meters())) {
            assertThat(meters.text())
                    .contains("\nevoka_loop_generations_total 0.0\n")
                    .containsPattern("\nkafka_stream_\\w+\\{")
                    .containsPattern("\nkafka_consumer_\\w+\\{")
                    .containsPattern("\nkafka_producer_\\w+\\{")
                    .containsPattern("\nkafka_admin_client_\\w+\\{");
        }
    }
}
