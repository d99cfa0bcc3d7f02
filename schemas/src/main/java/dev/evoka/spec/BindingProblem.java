package dev.evoka.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Says in one line why a section cannot be bound to its record: path, what is right, and what there was.
final class BindingProblem {

    private BindingProblem() {}

    /// @param section what was to be bound, defaults included
    /// @param path path of the section
    static String message(JsonProcessingException e, ObjectNode section, String path) {
        if (e instanceof ValueInstantiationException refused
                && e.getCause() instanceof IllegalArgumentException cause) {
            String why = String.valueOf(cause.getMessage());
            return join(path, refused.getPath()) + (why.startsWith("must") ? " " : ".") + why;
        }
        if (e instanceof JsonMappingException mapping) {
            String where = join(path, mapping.getPath());
            if (mapping.getCause() instanceof IllegalArgumentException cause) {
                return where + " " + cause.getMessage();
            }
            JsonNode value = value(section, mapping.getPath());
            return value.isMissingNode()
                    ? where + " is missing"
                    : "%s must be %s but was %s".formatted(where, expected(mapping), brief(value));
        }
        return path + ": " + e.getOriginalMessage();
    }

    private static JsonNode value(ObjectNode section, List<JsonMappingException.Reference> steps) {
        JsonNode value = section;
        for (JsonMappingException.Reference step : steps) {
            value = step.getFieldName() != null ? value.path(step.getFieldName()) : value.path(step.getIndex());
        }
        return value;
    }

    /// What the value should have been.
    private static String expected(JsonMappingException e) {
        if (e.getCause() instanceof InputCoercionException) {
            return "a smaller number";
        }
        Class<?> type = e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? mismatch.getTargetType()
                : Object.class;
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(word -> word.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (List.of(int.class, long.class, Integer.class, Long.class, OptionalInt.class, OptionalLong.class)
                .contains(type)) {
            return "a whole number";
        }
        if (List.of(double.class, Double.class, OptionalDouble.class).contains(type)) {
            return "a number";
        }
        if (List.of(boolean.class, Boolean.class).contains(type)) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() || type == ObjectNode.class
                ? "a mapping of keys to values"
                : "another value";
    }

    private static String join(String path, List<JsonMappingException.Reference> steps) {
        return path
                + steps.stream()
                        .map(step ->
                                step.getFieldName() != null ? "." + step.getFieldName() : "[" + step.getIndex() + "]")
                        .collect(Collectors.joining());
    }

    /// A value, shortened.
    static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}
