package dev.evoka.cli.spec;

import static dev.evoka.cli.spec.Section.object;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.optimizers.Algorithm;
import dev.evoka.optimizers.Algorithms;
import dev.evoka.spec.FileSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// JSON Schemas of Java types.
final class Types {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String DURATION = "^([0-9]+(ms|s|m|h|d)|P.+)$";

    private Types() {}

    static ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return of(arguments[0]);
            }
            if (generic.getRawType() == List.class) {
                return object("type", "array", "items", of(arguments[0]));
            }
            if (generic.getRawType() == Map.class) {
                return object("type", "object", "additionalProperties", of(arguments[1]));
            }
        }
        if (type instanceof Class<?> plain) {
            if (List.of(int.class, long.class, Integer.class, Long.class, OptionalInt.class, OptionalLong.class)
                    .contains(plain)) {
                return object("type", "integer");
            }
            if (List.of(double.class, Double.class, OptionalDouble.class).contains(plain)) {
                return object("type", "number");
            }
            if (plain == boolean.class) {
                return object("type", "boolean");
            }
            if (plain == String.class) {
                return object("type", "string");
            }
            if (plain.isEnum()) {
                return oneOf(Arrays.stream(plain.getEnumConstants())
                        .map(each -> each.toString().toLowerCase(Locale.ROOT))
                        .toList());
            }
            if (plain == Algorithm.class) {
                return algorithm();
            }
            if (plain == FileSpec.class) {
                return file();
            }
            if (plain == Duration.class) {
                return object("type", "string", "pattern", DURATION);
            }
        }
        throw new IllegalStateException(
                "%s has no JSON Schema yet: name one where its section is described".formatted(type));
    }

    /// A path, or a place with a digest.
    private static ObjectNode file() {
        ObjectNode text = object("type", "string");
        ObjectNode sha256 = object("type", "string", "pattern", "^[0-9a-f]{64}$");
        ObjectNode url = object(
                "type",
                "object",
                "properties",
                object("url", object("type", "string", "pattern", "^https?://"), "sha256", sha256),
                "required",
                List.of("url", "sha256"),
                "additionalProperties",
                false);
        ObjectNode path = object(
                "type",
                "object",
                "properties",
                object("path", object("type", "string", "pattern", "^/"), "sha256", sha256),
                "required",
                List.of("path", "sha256"),
                "additionalProperties",
                false);
        return object("title", "file", "anyOf", List.of(text, url, path));
    }

    /// An algorithm's name, or its settings.
    private static ObjectNode algorithm() {
        ObjectNode name = oneOf(Algorithms.names());
        ObjectNode settings =
                object("type", "object", "properties", object("algorithm", name), "required", List.of("algorithm"));
        return object("anyOf", List.of(name, settings));
    }

    /// One of these words.
    static ObjectNode oneOf(List<String> words) {
        return object("enum", words);
    }

    /// This word.
    static ObjectNode word(String word) {
        return object("const", word);
    }
}
