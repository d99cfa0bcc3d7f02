package dev.evoka.evaluator.service;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// Meters of members of a share group. Micrometer takes the meters of consumers and knows no share consumers,
/// which have the same: so it is handed a consumer that has meters and nothing else.
final class ShareMeters {

    private ShareMeters() {}

    /// @param members differ in `client.id`, as they do unless the user sets one
    static MeterBinder of(List<? extends ShareConsumer<?, ?>> members) {
        return new KafkaClientMetrics((Consumer<?, ?>) Proxy.newProxyInstance(
                ShareMeters.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("metrics")) {
                        return metrics(members);
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static Map<MetricName, Metric> metrics(List<? extends ShareConsumer<?, ?>> members) {
        Map<MetricName, Metric> all = new HashMap<>();
        members.forEach(member -> all.putAll(member.metrics()));
        return all;
    }
}
