package dev.evoka.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final AtomicInteger bound = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private final class Counted implements MeterBinder, AutoCloseable {
        @Override
        public void bindTo(MeterRegistry registry) {
            registry.gauge("evoka.bound", bound.incrementAndGet());
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void areMadeOnceWhenTheyAreFirstAskedFor() {
        try (Meters meters = new Meters(List.of(new Counted()))) {
            assertThat(bound).hasValue(0);
            assertThat(meters.text()).contains("evoka_bound", "jvm_memory_used_bytes");
            assertThat(meters.text()).contains("evoka_bound");
            assertThat(bound).hasValue(1);
        }
        assertThat(closed).hasValue(1);
    }
}
