package dev.evoka.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Kind;
import dev.evoka.spec.SpecException;
import java.util.List;

/// What one parameter may be.
///
/// @param kind kind
/// @param low smallest value
/// @param high largest value
record ParameterRange(Kind kind, double low, double high) {

    /// Any real number.
    static final ParameterRange ANY = new ParameterRange(Kind.REAL, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// Reads `[low, high]`, `{log: [low, high]}`, `{integer: [low, high]}` or `{category: [a, b, …]}`.
    static ParameterRange of(String path, JsonNode node) {
        if (node.isArray()) {
            return pair(path, Kind.REAL, node);
        }
        if (node instanceof ObjectNode object && object.size() == 1) {
            String key = object.fieldNames().next();
            JsonNode value = object.get(key);
            switch (key) {
                case "log" -> {
                    return pair(path + ".log", Kind.LOG, value);
                }
                case "integer" -> {
                    return pair(path + ".integer", Kind.INTEGER, value);
                }
                case "category" -> {
                    if (value.isArray() && value.size() >= 2) {
                        return new ParameterRange(Kind.CATEGORY, 0, value.size() - 1);
                    }
                    throw new SpecException(
                            "%s.category must be a list of two values or more but was %s".formatted(path, value));
                }
                default -> {}
            }
        }
        throw new SpecException(
                "%s must be [lower, upper], {log: [lower, upper]}, {integer: [lower, upper]} or {category: [a, b, …]} but was %s"
                        .formatted(path, node));
    }

    private static ParameterRange pair(String path, Kind kind, JsonNode node) {
        if (node.size() != 2
                || !node.path(0).isNumber()
                || !node.path(1).isNumber()
                || !(node.path(0).asDouble() < node.path(1).asDouble())) {
            throw wrong(path, node.toString());
        }
        return new ParameterRange(kind, node.path(0).asDouble(), node.path(1).asDouble());
    }

    /// Of two numbers.
    static ParameterRange of(String path, Kind kind, List<Double> pair) {
        if (pair.size() != 2 || !(pair.get(0) < pair.get(1))) {
            throw wrong(path, pair.toString());
        }
        return new ParameterRange(kind, pair.get(0), pair.get(1));
    }

    private static SpecException wrong(String path, String was) {
        return new SpecException("%s must be [lower, upper] with lower < upper but was %s".formatted(path, was));
    }

    boolean bounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
