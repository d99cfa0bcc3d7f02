package dev.evoka.cli.image;

import dev.evoka.meters.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.MockProducer;

/// Uses each kind of meter once, and returns what Prometheus reads.
public final class ScrapeWithoutTheRest implements Callable<String> {

    @Override
    public String call() {
        MeterBinder own = registry -> {
            registry.counter("own.counter").increment();
            timer(registry).record(Duration.ofMillis(5));
            Gauge.builder("own.gauge", () -> 2.0).register(registry);
        };
        try (MockProducer<String, String> producer = new MockProducer<>();
                Meters meters = new Meters(List.of(own, new KafkaClientMetrics(producer)))) {
            return meters.text();
        }
    }

    private static Timer timer(MeterRegistry registry) {
        return Timer.builder("own.timer").publishPercentileHistogram().register(registry);
    }
}
