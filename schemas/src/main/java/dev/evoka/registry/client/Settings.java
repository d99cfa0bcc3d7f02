package dev.evoka.registry.client;

import dev.evoka.spec.SpecException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;

/// A client's properties, read key by key. Every key may also be written with the prefix `schema.registry.`, as in
/// Confluent's products.
///
/// @param properties what the user gave: strings, or what Kafka made of them
public record Settings(Map<String, ?> properties) {

    private static final String PREFIX = "schema.registry.";

    /// The text of a key; what is absent if it has none.
    public String text(String key, String absent) {
        Object value = properties.get(key);
        if (value == null) {
            value = properties.get(PREFIX + key);
        }
        return switch (value) {
            case null -> absent;
            case Password secret -> secret.value();
            default -> value.toString().strip();
        };
    }

    /// Whether the user has set the key.
    public boolean has(String key) {
        return properties.get(key) != null || properties.get(PREFIX + key) != null;
    }

    /// A key that is true or false.
    ///
    /// @throws SpecException if it is neither
    public boolean flag(String key, boolean absent) {
        String value = text(key, Boolean.toString(absent));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SpecException("%s must be true or false but was %s".formatted(key, value));
        };
    }

    /// A key that is a whole number.
    ///
    /// @throws SpecException if it is none, or is smaller than allowed
    public int number(String key, int absent, int least) {
        String value = text(key, Integer.toString(absent));
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new SpecException("%s must be a whole number but was %s".formatted(key, value), e);
        }
        throw new SpecException("%s must be ≥ %d but was %s".formatted(key, least, value));
    }

    /// The keys behind this prefix, without it.
    Map<String, String> below(String prefix) {
        Map<String, String> found = new HashMap<>();
        for (String key : properties.keySet()) {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), text(key, ""));
            }
        }
        return Map.copyOf(found);
    }
}
