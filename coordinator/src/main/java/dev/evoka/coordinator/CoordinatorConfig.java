package dev.evoka.coordinator;

import java.util.Map;
import java.util.OptionalInt;

/// Settings of a coordinator instance.
///
/// @param client properties for Kafka and the schema registry: `bootstrap.servers`, `schema.registry.url`, security
/// @param instance name that this instance keeps over restarts: with it a restarted coordinator goes on at once,
/// without waiting for its old session to end. Two instances must not share it
/// @param threads stream threads
/// @param blocks fixed number of blocks a generation; empty = by measured cost
public record CoordinatorConfig(Map<String, Object> client, String instance, int threads, OptionalInt blocks) {

    public CoordinatorConfig {
        client = Map.copyOf(client);
        if (instance.isBlank()) {
            throw new IllegalArgumentException("instance must not be blank");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be ≥ 1 but was " + threads);
        }
        if (blocks.isPresent() && blocks.getAsInt() < 1) {
            throw new IllegalArgumentException("blocks must be ≥ 1 but was " + blocks.getAsInt());
        }
    }

    /// One thread, blocks by cost.
    public static CoordinatorConfig of(Map<String, Object> client, String instance) {
        return new CoordinatorConfig(client, instance, 1, OptionalInt.empty());
    }
}
