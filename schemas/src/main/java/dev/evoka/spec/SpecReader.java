package dev.evoka.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads run specs and binds their sections to records. Every error is a [SpecException] of one line that names the
/// path, the value and what would be right.
public final class SpecReader {

    private static final List<String> KEYS =
            List.of("name", "objective", "parameters", "optimizer", "stop", "failures", "seed");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new Durations.Reader())
                    .addSerializer(Duration.class, new Durations.Writer()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SpecReader() {}

    /// Reads a spec file; relative paths in it start at its folder.
    public static RunSpec read(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return parse(Files.readString(file), folder == null ? Path.of("") : folder);
        } catch (NoSuchFileException e) {
            throw new SpecException("there is no spec file " + file, e);
        } catch (IOException e) {
            throw new SpecException("spec file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Parses YAML (or JSON, which is YAML).
    public static RunSpec parse(String yaml, Path folder) {
        try {
            JsonNode node = YAML.readTree(yaml);
            if (node == null || node.isMissingNode() || node.isNull()) {
                throw new SpecException("the spec is empty: it needs name, objective, optimizer and stop");
            }
            if (!(node instanceof ObjectNode root)) {
                throw new SpecException("the spec must be a mapping of keys to values but was: " + brief(node));
            }
            return spec(root, folder);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " in line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new SpecException("the spec is no valid YAML%s: %s".formatted(where, what), e);
        }
    }

    /// Reads what [#canonicalJson] wrote.
    public static RunSpec fromJson(String json, Path folder) {
        return parse(json, folder);
    }

    private static RunSpec spec(ObjectNode root, Path folder) {
        for (String key : (Iterable<String>) root::fieldNames) {
            if (!KEYS.contains(key)) {
                throw new SpecException("%s is no key of a run spec%s".formatted(key, Suggestion.of(key, KEYS)));
            }
        }
        String name = root.path("name").asText("");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new SpecException("name must be letters, digits, '-', '_' and '.', but was '%s'".formatted(name));
        }
        JsonNode seed = root.path("seed");
        if (!seed.isMissingNode() && !seed.canConvertToExactIntegral()) {
            throw new SpecException("seed must be a whole number but was " + brief(seed));
        }
        return new RunSpec(
                name,
                section(root, "objective", true),
                section(root, "parameters", false),
                section(root, "optimizer", true),
                section(root, "stop", true),
                section(root, "failures", false),
                seed.asLong(1),
                folder);
    }

    private static ObjectNode section(ObjectNode root, String key, boolean required) {
        JsonNode node = root.path(key);
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (node.isMissingNode() && !required) {
            return JSON.createObjectNode();
        }
        throw new SpecException(
                node.isMissingNode()
                        ? key + " is missing"
                        : "%s must be a mapping of keys to values but was %s".formatted(key, brief(node)));
    }

    /// The spec as JSON with sorted keys: the same spec gives the same text, however it was laid out.
    public static String canonicalJson(RunSpec spec) {
        Map<String, Object> root = new TreeMap<>();
        root.put("name", spec.name());
        root.put("objective", plain(spec.objective()));
        root.put("parameters", plain(spec.parameters()));
        root.put("optimizer", plain(spec.optimizer()));
        root.put("stop", plain(spec.stop()));
        root.put("failures", plain(spec.failures()));
        root.put("seed", spec.seed());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }

    private static Object plain(ObjectNode node) {
        return JSON.convertValue(node, TreeMap.class);
    }

    /// Binds a section to a record. If the record has a static method `defaults()`, absent keys take its values.
    ///
    /// @param path path of the section, for error messages
    public static <T extends Record> T bind(ObjectNode node, Class<T> type, String path) {
        ObjectNode merged = JSON.createObjectNode();
        defaults(type).ifPresent(defaults -> merged.setAll((ObjectNode) JSON.valueToTree(defaults)));
        return bindMerged(merged, node, type, path);
    }

    /// Binds a section to a record, with these defaults for absent keys.
    public static <T extends Record> T bind(ObjectNode node, T defaults, Class<T> type, String path) {
        return bindMerged(JSON.valueToTree(defaults), node, type, path);
    }

    private static <T extends Record> T bindMerged(ObjectNode merged, ObjectNode node, Class<T> type, String path) {
        merged.setAll(node);
        for (RecordComponent component : type.getRecordComponents()) {
            if (!merged.has(component.getName())
                    && !component.getType().getSimpleName().startsWith("Optional")) {
                throw new SpecException("%s.%s is missing".formatted(path, component.getName()));
            }
        }
        try {
            return JSON.treeToValue(merged, type);
        } catch (JsonProcessingException e) {
            throw new SpecException(message(e, merged, path), e);
        }
    }

    private static Optional<Object> defaults(Class<?> type) {
        try {
            Method defaults = type.getDeclaredMethod("defaults");
            defaults.setAccessible(true);
            return Optional.of(defaults.invoke(null));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + ".defaults() must be static and must not fail", e);
        }
    }

    private static String message(JsonProcessingException e, ObjectNode merged, String path) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds() == null
                    ? List.of()
                    : unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList();
            String key = unknown.getPropertyName();
            String where =
                    join(path, unknown.getPath().subList(0, unknown.getPath().size() - 1));
            return "%s.%s is no key of %s%s".formatted(where, key, where, Suggestion.of(key, known));
        }
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException cause) {
            String where = join(path, ((JsonMappingException) e).getPath());
            String why = String.valueOf(cause.getMessage());
            return why.startsWith("must") ? where + " " + why : where + "." + why;
        }
        if (e instanceof JsonMappingException mapping) {
            String where = join(path, mapping.getPath());
            JsonNode value = merged;
            for (JsonMappingException.Reference step : mapping.getPath()) {
                value = step.getFieldName() != null ? value.path(step.getFieldName()) : value.path(step.getIndex());
            }
            String why = e.getCause() instanceof IllegalArgumentException cause
                    ? String.valueOf(cause.getMessage())
                    : "has a value of the wrong kind: " + brief(value);
            return where + " " + why;
        }
        return path + ": " + e.getOriginalMessage();
    }

    private static String join(String path, List<JsonMappingException.Reference> steps) {
        return path
                + steps.stream()
                        .map(step ->
                                step.getFieldName() != null ? "." + step.getFieldName() : "[" + step.getIndex() + "]")
                        .collect(Collectors.joining());
    }

    private static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    /// The keys of a record, in order.
    public static List<String> keys(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
