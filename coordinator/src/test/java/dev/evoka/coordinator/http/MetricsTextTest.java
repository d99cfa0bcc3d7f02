package dev.evoka.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTextTest {

    @Test
    void isPrometheusText() {
        String text = new MetricsText()
                .metric("a_total", "counter", "Things.")
                .value("a_total", Map.of(), 3)
                .value("a_total", Map.of("kind", "say \"hi\"\\\n"), 0.5)
                .value("a_total", Map.of("kind", "x"), Double.NaN)
                .value("a_total", Map.of("kind", "y"), Double.NEGATIVE_INFINITY)
                .toString();
        assertThat(text).isEqualTo("""
                # HELP a_total Things.
                # TYPE a_total counter
                a_total 3
                a_total{kind="say \\"hi\\"\\\\\\n"} 0.5
                a_total{kind="x"} NaN
                a_total{kind="y"} -Inf
                """);
    }
}
