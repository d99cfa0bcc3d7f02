package dev.evoka.coordinator.http;

import dev.evoka.coordinator.view.Advice;
import dev.evoka.coordinator.view.Evaluators;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/// Meters of evaluators, which come and go. Their other numbers they tell themselves.
final class EvaluatorMeters {

    private final MultiGauge lags;
    private volatile int alive;
    private volatile int wanted;

    EvaluatorMeters(MeterRegistry registry) {
        lags = MultiGauge.builder("evoka.evaluator.lag")
                .description("Blocks in the slots of an evaluator that it has not taken yet.")
                .register(registry);
        Gauge.builder("evoka.evaluators", this, each -> each.alive)
                .description("Evaluators that show signs of life.")
                .register(registry);
        Gauge.builder("evoka.evaluators.wanted", this, each -> each.wanted)
                .description("How many evaluators would do; 0 while no run is active.")
                .register(registry);
    }

    /// Measures these evaluators, and no others any more.
    ///
    /// @param active runs that have not ended and are not paused
    void renew(int active, List<Evaluators.Seen> all) {
        List<Evaluators.Seen> living =
                all.stream().filter(Evaluators.Seen::alive).toList();
        alive = living.size();
        wanted = Advice.of(active, all).wanted();
        lags.register(
                living.stream()
                        .map(Evaluators.Seen::status)
                        .filter(status -> status.getLag() >= 0)
                        .map(status -> MultiGauge.Row.of(Tags.of("evaluator", status.getEvaluator()), status.getLag()))
                        .toList(),
                true);
    }
}
