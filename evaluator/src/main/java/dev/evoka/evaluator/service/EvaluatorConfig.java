package dev.evoka.evaluator.service;

import java.util.Map;

/// Settings of an evaluator.
///
/// @param client properties for Kafka and the schema registry
/// @param id name in answers and logs
/// @param threads blocks evaluated at the same time
/// @param sessionMilliseconds time without a sign of life after which its slots go to others
public record EvaluatorConfig(Map<String, Object> client, String id, int threads, int sessionMilliseconds) {

    public EvaluatorConfig {
        client = Map.copyOf(client);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be ≥ 1 but was " + threads);
        }
    }
}
